import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, legacyCardBody } from "../support/bodies.ts";
import { legacyPost, plainPost, seal, sealedPost, urlVerification } from "../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../support/receiver.ts";

test("a legacy callback passes signed with the Verification Token, with an Encrypt Key and without", async () => {
  for (const encryptKey of ["planted-encrypt-key-00000000", undefined]) {
    const { dispatcher, handled } = recordingDispatcher();
    await using open = await openReceiver({ dispatcher, encryptKey });
    assert.equal((await open.server.post(await legacyPost(legacyCardBody()))).status, 200);
    const forged = {
      "another token": await legacyPost(legacyCardBody(), { token: "planted-forged-token" }),
      "no signature": plainPost(legacyCardBody()),
      "the update token in the place of the other": plainPost({
        ...legacyCardBody(),
        token: "planted-verification-token",
      }),
      "an old signature": await legacyPost(legacyCardBody(), { timestamp: "1533028914" }),
    };
    for (const [name, post] of Object.entries(forged)) assert.equal((await open.server.post(post)).status, 401, name);
    assert.equal(handled.length, 1);
  }
});

test("the Verification Token's signature opens nothing but legacy callbacks when there is an Encrypt Key", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const codes: string[] = [];
  for (const body of [cardActionBody(), await seal(cardActionBody()), await seal(legacyCardBody()), "{", "[]"]) {
    const { text } = await open.server.post(await legacyPost(body));
    codes.push(JSON.parse(text).code);
  }
  assert.deepEqual(codes, [
    "not_encrypted",
    "unexpected_encryption",
    "unexpected_encryption",
    "not_json",
    "not_an_envelope",
  ]);
  assert.deepEqual(handled, []);
});

test("the URL check of a legacy card's address may be signed with the Verification Token", async () => {
  await using open = await openReceiver();
  const { status, text } = await open.server.post(await legacyPost(urlVerification("c-1")));
  assert.deepEqual([status, text], [200, '{"challenge":"c-1"}']);
  const forged = await open.server.post(await legacyPost(urlVerification("c-1", "forged")));
  assert.equal(forged.status, 401);
});

test("a legacy callback that comes encrypted and signed with the Encrypt Key is accepted as well", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  assert.equal((await open.server.post(await sealedPost(legacyCardBody()))).status, 200);
  assert.deepEqual(handled, [{ type: "card.action.trigger_v1", data: legacyCardBody() }]);
});

test("what a legacy handler answers is checked by the legacy rules, and sent as it is", async () => {
  const answer = { card: { type: "raw", data: {} } };
  const dispatcher = new EventDispatcher().on("card.action.trigger_v1", () => answer as object);
  await using open = await openReceiver({ dispatcher });
  const { status, text } = await open.server.post(await legacyPost(legacyCardBody()));
  assert.deepEqual([status, JSON.parse(text)], [200, answer]);
  assert.equal(open.logger.find("error", 'the answer to card.action.trigger_v1 is wrong at "card"').length, 1);
});

test("a legacy click that comes again with the same X-Refresh-Token gets the first answer again", async () => {
  let clicks = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger_v1", () => {
    clicks += 1;
    return { toast: { type: "info", content: `click ${clicks}` } };
  });
  await using open = await openReceiver({ dispatcher });
  const toasts: string[] = [];
  for (const headers of [{ "X-Refresh-Token": "1" }, { "X-Refresh-Token": "1" }, { "X-Refresh-Token": "2" }]) {
    const { text } = await open.server.post(await legacyPost(legacyCardBody(), { headers }));
    toasts.push(JSON.parse(text).toast.content);
  }
  for (let sent = 0; sent < 2; sent++) await open.server.post(await legacyPost(legacyCardBody()));
  assert.deepEqual([toasts, clicks], [["click 1", "click 1", "click 2"], 4]);
});
