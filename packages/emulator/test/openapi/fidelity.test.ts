import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENTED_LIMITS } from "../../src/openapi/limits/documented-limits.ts";
import { API_ROUTES } from "../../src/openapi/routes.ts";
import { tableBelow } from "../support/fidelity-table.ts";
import { answered, ask } from "../support/rest.ts";
import { startWorld } from "../support/world.ts";

test("FIDELITY.md lists every REST call as its route describes it, and no other", () => {
  const routes = API_ROUTES.map((route) => [
    `\`${route.method} ${route.path}\``,
    route.what,
    route.fidelity,
    route.note,
    route.source,
  ]);
  assert.deepEqual(tableBelow("REST: calls"), routes);
});

test("what is exact has nothing that is simpler, and what is approximate says what is", () => {
  const rules = tableBelow("REST: rules of all calls");
  assert.ok(rules.length > 0);
  for (const [what, fidelity, note = ""] of [
    ...rules,
    ...API_ROUTES.map(({ path, ...route }) => [path, route.fidelity, route.note]),
  ]) {
    assert.ok(fidelity === "exact" || fidelity === "approximate", what);
    assert.equal(note === "", fidelity === "exact", what);
  }
});

test("FIDELITY.md lists every rate limit with its number", () => {
  const second = (ms: number): string =>
    ms === 1_000 ? "a second" : ms === 60_000 ? "a minute" : `${ms / 1_000} seconds`;
  const limits = DOCUMENTED_LIMITS.map(({ what, limits, source }) => [
    what,
    limits.map(({ calls, windowMs }) => `${calls.toLocaleString("en")} in ${second(windowMs)}`).join(", "),
    source,
  ]);
  assert.deepEqual(tableBelow("REST: rate limits"), limits);
});

test("calls that FIDELITY.md calls absent are, and name one that is there", async (t) => {
  const { emulator } = await startWorld(t);
  const absent = tableBelow("REST: absent calls");
  assert.ok(absent.length > 0);
  for (const [call = ""] of absent) {
    const [method = "", path = ""] = call.replaceAll("`", "").split(" ");
    const asked = path.replace("/open-apis/", "");
    const { status, body } = await answered(await ask(emulator, method, asked, method === "GET" ? undefined : {}, {}));
    assert.equal(status, 404, call);
    assert.ok([99991201, 99991301].includes(body.code), call);
    assert.match(body.msg, /The nearest that does: [A-Z]+ \/open-apis\//);
  }
});
