import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../../test/support/until.ts";
import { EventDispatcher } from "../../../src/index.ts";
import { cardActionBody, p2Body } from "../../support/bodies.ts";
import { plainPost, seal, sealedPost, signedPost } from "../../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../../support/receiver.ts";

test("W1: headers in a body mean nothing", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const { headers } = await sealedPost(cardActionBody());
  for (const body of [
    { headers: null },
    { headers: 5 },
    { headers, ...cardActionBody() },
    { __proto__: null, headers },
  ]) {
    assert.equal((await open.server.post(plainPost(body))).status, 401);
  }
  assert.deepEqual(handled, []);
  const { status } = await open.server.post(await sealedPost({ ...cardActionBody(), headers: null }));
  assert.equal(status, 200);
});

test("W2: what does not decrypt earns a 4xx, with a key and without", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using withKey = await openReceiver({ dispatcher });
  await using withoutKey = await openReceiver({ dispatcher, encryptKey: undefined });
  for (const encrypt of ["x", "", "AAAA", "A".repeat(4_000), null, 5, {}, []]) {
    assert.equal((await withKey.server.post(plainPost({ encrypt }))).status, 401);
    assert.equal((await withKey.server.post(await signedPost({ encrypt }))).status, 400);
    assert.equal((await withoutKey.server.post(plainPost({ encrypt }))).status, 400);
  }
  assert.deepEqual(handled, []);
});

test("W3: a handler that throws gives a 500, and the next request is answered", async () => {
  let calls = 0;
  const fail = async (): Promise<undefined> => {
    calls += 1;
    if (calls <= 2) throw new Error("no database");
  };
  const dispatcher = new EventDispatcher({ onError: () => "fail" })
    .on("im.message.receive_v1", fail)
    .on("card.action.trigger", fail);
  await using open = await openReceiver({ dispatcher });
  for (const body of [p2Body("im.message.receive_v1", {}), cardActionBody()]) {
    const { status, text } = await open.server.post(await sealedPost(body));
    assert.deepEqual([status, JSON.parse(text).code], [500, "handler_failed"]);
    assert.doesNotMatch(text, /database/);
  }
  assert.equal(open.logger.find("error", "failed").length, 2);
  assert.equal((await open.server.post(await sealedPost(cardActionBody()))).status, 200);
});

test("W4: another path gets a 404, and a query changes nothing", async () => {
  await using open = await openReceiver({ path: "/webhook" });
  const post = async (path: string): Promise<number> => {
    return (await open.server.post({ ...(await sealedPost(cardActionBody())), path })).status;
  };
  assert.deepEqual(
    await Promise.all(["/webhook", "/webhook?from=lark", "/", "/webhook/", "/Webhook"].map(post)),
    [200, 200, 404, 404, 404],
  );
  await using anywhere = await openReceiver();
  assert.equal((await anywhere.server.post({ ...(await sealedPost(cardActionBody())), path: "/a?b" })).status, 200);
});

test("W9: beside encrypt nothing is read", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const encrypted = cardActionBody("encrypted");
  const sealed = JSON.parse(await seal(encrypted));
  const { status } = await open.server.post(await signedPost({ ...cardActionBody("plain"), ...sealed }));
  assert.equal(status, 200);
  assert.deepEqual(handled, [{ type: "card.action.trigger", data: encrypted }]);
});

test("W10: a character that is cut between two packets arrives whole", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher, encryptKey: undefined });
  const sent = cardActionBody("同意 👍🏽");
  const { body, headers } = plainPost(sent);
  const emoji = Buffer.from(body).indexOf("👍🏽");
  for (const cut of [1, 2, 3, 4, 5, 6, 7]) {
    assert.equal((await open.server.post({ body, headers, cuts: [emoji + cut] })).status, 200);
  }
  assert.deepEqual(
    handled.map(({ data }) => data),
    Array(7).fill(sent),
  );
});

test("W11: a body over the limit gets a 413, and one that breaks off costs only its connection", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const large = await sealedPost(cardActionBody("x".repeat(1024 * 1024)));
  assert.equal((await open.server.post(large)).status, 413);
  const whole = await sealedPost(cardActionBody());
  const broken = open.server.begin(whole);
  broken.once("error", () => undefined);
  await new Promise((resolve) => broken.write(Buffer.from(whole.body).subarray(0, 20), resolve));
  await until(() => open.server.connections > 0);
  broken.destroy(new Error("the sender went away"));
  await until(() => open.server.brokenOff === 1);
  assert.equal((await open.server.post(await sealedPost(cardActionBody()))).status, 200);
  assert.equal(handled.length, 1);
});

test("W12: bad JSON, GET, no body and a wrong signature each get a 4xx", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const good = await sealedPost(cardActionBody());
  const outcomes = {
    "bad JSON": await open.server.post(await signedPost('{"schema":')),
    GET: await open.server.post({ ...good, method: "GET", body: "" }),
    "no body": await open.server.post({ ...good, body: "" }),
    "a wrong signature": await open.server.post({
      ...good,
      headers: { ...good.headers, "X-Lark-Signature": "0".repeat(64) },
    }),
    "another content type": await open.server.post({
      ...good,
      headers: { ...good.headers, "content-type": "text/plain" },
    }),
  };
  assert.deepEqual(
    Object.values(outcomes).map(({ status, text }) => [status, JSON.parse(text).code]),
    [
      [400, "not_json"],
      [405, "method_not_allowed"],
      [401, "wrong_signature"],
      [401, "wrong_signature"],
      [415, "not_json_content"],
    ],
  );
  assert.equal(outcomes.GET.headers.allow, "POST");
  assert.deepEqual(handled, []);
});

test("W14: header and event stay apart, whatever their fields are called", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const body = cardActionBody() as { header: Record<string, string>; event: Record<string, unknown> };
  const both = { ...body, event: { ...body.event, tenant_key: "other", event_type: "other", create_time: "0" } };
  await open.server.post(await sealedPost(both));
  assert.deepEqual(handled, [{ type: "card.action.trigger", data: both }]);
});
