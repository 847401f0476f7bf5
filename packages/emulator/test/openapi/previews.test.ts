import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Preview } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { Rest, type RestAnswer } from "../support/rest.ts";
import { type RestWorld, startRestWorld } from "../support/rest-world.ts";

interface Pasted extends RestWorld {
  readonly peer: Peer;
  /** What Alice saw first. */
  readonly preview: Preview;
  refresh(body: object): Promise<RestAnswer>;
}

/** Alice has pasted a link, and the app has called it "open". */
async function pasteLink(t: TestContext): Promise<Pasted> {
  const world = await startRestWorld(t);
  const peer = (await Peer.connect(world.emulator, world.app)).passOver("im.message.receive_v1");
  const pasting = world.chat.paste("https://example.com/T-1");
  peer.answer(await peer.push(), { inline: { title: "T-1: open" } });
  const preview = await pasting;
  const refresh: Pasted["refresh"] = (body) => world.rest.post("im/v2/url_previews/batch_update", body);
  return { ...world, peer, preview, refresh };
}

test("an app has a preview pulled again, and its new answer is shown", async (t) => {
  const { peer, preview, refresh, alice, app } = await pasteLink(t);
  const next = preview.next();
  const { status, body } = await refresh({ preview_tokens: [preview.token], open_ids: [alice.openId(app)] });
  assert.deepEqual([status, body], [200, { code: 0, msg: "success", data: {} }]);
  const push = await peer.push();
  const context = push.body.event.context as Record<string, unknown>;
  assert.deepEqual([push.body.header.event_type, context.preview_token], ["url.preview.get", preview.token]);
  peer.answer(push, { inline: { title: "T-1: done" } });
  assert.deepEqual((await next).inline, { title: "T-1: done" });
});

test("only those who are named pull again", async (t) => {
  const { emulator, app, rest, alice, bob, group } = await startRestWorld(t);
  const peer = (await Peer.connect(emulator, app)).passOver("im.message.receive_v1");
  const viewers: unknown[] = [];
  const answerNext = async (): Promise<void> => {
    const push = await peer.push();
    viewers.push((push.body.event.operator as Record<string, unknown>).open_id);
    peer.answer(push, { inline: { title: "T-1" } });
  };
  const [preview] = await Promise.all([alice.openGroup(group).paste("https://example.com/T-1"), answerNext()]);
  const [seen] = await Promise.all([preview.pullAs(bob), answerNext()]);
  const body = { preview_tokens: [preview.token], open_ids: [bob.openId(app)] };
  assert.equal((await rest.post("im/v2/url_previews/batch_update", body)).body.code, 0);
  await Promise.all([seen.next(), answerNext()]);
  assert.deepEqual(
    viewers,
    [alice, bob, bob].map((user) => user.openId(app)),
  );
  const pulls = emulator.deliveries.filter(({ eventType }) => eventType === "url.preview.get");
  assert.equal(pulls.length, viewers.length);
});

test("a preview is pulled again once in 5 seconds, and an app asks 5 times a second", async (t) => {
  const { clock, preview, refresh } = await pasteLink(t);
  const again = (token = preview.token): Promise<RestAnswer> => refresh({ preview_tokens: [token] });
  assert.equal((await again()).body.code, 0);
  const { status, body } = await again();
  assert.deepEqual([status, body.code], [429, 99991400]);
  clock.skip(4_999);
  assert.equal((await again()).body.code, 99991400);
  clock.skip(1);
  assert.equal((await again()).body.code, 0);
  clock.skip(5_000);
  for (const token of ["a", "b", "c", "d", "e"]) assert.equal((await again(token)).body.code, 230001);
  assert.equal((await again("f")).status, 429);
});

test("tokens of others, unknown tokens and unknown people are refused", async (t) => {
  const { emulator, clock, preview, refresh } = await pasteLink(t);
  const other = new Rest(emulator, emulator.createApp());
  const stolen = await other.post("im/v2/url_previews/batch_update", { preview_tokens: [preview.token] });
  assert.deepEqual([stolen.status, stolen.body.code], [400, 230001]);
  const cases: readonly (readonly [object, number])[] = [
    [{ preview_tokens: ["no-such"] }, 230001],
    [{ preview_tokens: [preview.token], open_ids: ["ou_nobody"] }, 230001],
    [{ preview_tokens: [] }, 99992402],
    [{}, 99992402],
    [{ preview_tokens: Array.from({ length: 11 }, String) }, 99992402],
    [{ preview_tokens: preview.token }, 9499],
  ];
  for (const [body, code] of cases) {
    clock.skip(5_000);
    const answer = await refresh(body);
    assert.deepEqual([answer.status, answer.body.code], [400, code], JSON.stringify(body));
  }
});
