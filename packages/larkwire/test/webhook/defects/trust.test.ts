import assert from "node:assert/strict";
import { test } from "node:test";
import { cardActionBody, legacyCardBody, p1Body, p2Body } from "../../support/bodies.ts";
import { legacyPost, plainPost, seal, sealedPost, signedPost, urlVerification } from "../../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../../support/receiver.ts";
import type { Reply } from "../../support/webhook-server.ts";

test("W5: the signature is over the bytes as they came", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const sealed = await seal(cardActionBody());
  const odd = {
    "a space": sealed.replace(":", ": "),
    "a trailing newline": `${sealed}\n`,
    "an escaped slash": sealed.replace(/(?<=:".*)[/+]/, (sign) => (sign === "/" ? "\\/" : "\\u002b")),
    "a number as a key": `{"2":1,"1":2,${sealed.slice(1)}`,
    "a number in another form": `{"version":1.0,${sealed.slice(1)}`,
  };
  for (const [name, body] of Object.entries(odd)) {
    assert.notEqual(body, JSON.stringify(JSON.parse(body)), name);
    assert.equal((await open.server.post(await signedPost(body))).status, 200, name);
  }
  assert.equal(handled.length, 5);
});

test("W6: a signature that is old, early or has come before runs no handler", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const now = Math.floor(Date.now() / 1_000);
  for (const timestamp of ["1000000000", String(now - 301), String(now + 302), "", "now", `${now}.5`, `+${now}`]) {
    const { status, text } = await open.server.post(await sealedPost(cardActionBody(), { timestamp }));
    assert.deepEqual([status, JSON.parse(text).code], [401, "timestamp_out_of_window"], timestamp);
  }
  assert.equal(handled.length, 0);
  const post = await sealedPost(cardActionBody());
  const replies = [await open.server.post(post), await open.server.post(post)];
  assert.deepEqual(
    replies.map(({ status, text }) => [status, JSON.parse(text).toast.content]),
    [
      [200, "new"],
      [200, "new"],
    ],
  );
  assert.equal(handled.length, 1);
});

test("W7: an event with another token than the app's is refused, of either schema", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using sealed = await openReceiver({ dispatcher });
  await using plain = await openReceiver({ dispatcher, encryptKey: undefined });
  const message = p2Body("im.message.receive_v1", {}) as { header: object };
  const forged = (token: unknown): object[] => [
    { ...message, header: { ...message.header, token } },
    { ...p1Body("out_approval", {}), token },
    // In the place of the other schema.
    { ...message, token: "planted-verification-token", header: { ...message.header, token } },
  ];
  for (const body of ["forged", "", undefined, null, 5, {}, ["planted-verification-token"]].flatMap(forged)) {
    for (const reply of [sealed.server.post(await sealedPost(body)), plain.server.post(plainPost(body))]) {
      const { status, text } = await reply;
      assert.deepEqual([status, JSON.parse(text).code], [401, "wrong_token"]);
    }
  }
  assert.deepEqual(handled, []);
  assert.equal((await plain.server.post(plainPost(message))).status, 200);
  assert.equal(handled.length, 1);
});

test("W8: neither a card callback nor an event passes because of its shape", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using keyOnly = await openReceiver({ dispatcher, verificationToken: undefined });
  await using tokenOnly = await openReceiver({ dispatcher, encryptKey: undefined });
  const { header, ...rest } = cardActionBody() as { header: object };
  const withoutToken = { ...rest, header: { ...header, token: undefined } };
  const refused = async (reply: Promise<Reply>): Promise<void> => {
    assert.match(String((await reply).status), /^40[01]$/);
  };
  for (const body of [legacyCardBody(), { ...legacyCardBody(), schema: "2.0" }, withoutToken]) {
    await refused(keyOnly.server.post(plainPost(body)));
    await refused(keyOnly.server.post(await legacyPost(body)));
    await refused(keyOnly.server.post(await signedPost(body)));
    await refused(tokenOnly.server.post(plainPost(body)));
  }
  assert.deepEqual(handled, []);
  assert.equal((await tokenOnly.server.post(await legacyPost(legacyCardBody()))).status, 200);
  assert.equal((await keyOnly.server.post(await sealedPost(withoutToken))).status, 200);
  assert.equal(handled.length, 2);
});

test("W13: only the console gets its challenge back", async () => {
  await using sealed = await openReceiver();
  await using plain = await openReceiver({ encryptKey: undefined });
  const challenge = "challenge-ajls384kdjx98XX";
  const good = {
    "encrypted, as the console sends it to an app with a key": sealed.server.post(
      plainPost(await seal(urlVerification())),
    ),
    "encrypted and signed": sealed.server.post(await sealedPost(urlVerification())),
    "plain, as the console sends it to an app without a key": plain.server.post(plainPost(urlVerification())),
  };
  for (const [name, reply] of Object.entries(good)) {
    const { status, text, headers } = await reply;
    assert.deepEqual([status, text], [200, JSON.stringify({ challenge })], name);
    assert.match(headers["content-type"] ?? "", /^application\/json/);
  }
  const forged = {
    "another token": sealed.server.post(plainPost(await seal(urlVerification(challenge, "forged")))),
    "another key": sealed.server.post(plainPost(await seal(urlVerification(), "forged"))),
    "plain although there is a key": sealed.server.post(plainPost(urlVerification())),
    "plain, another token": plain.server.post(plainPost(urlVerification(challenge, "forged"))),
    "plain, no token": plain.server.post(plainPost({ type: "url_verification", challenge })),
  };
  for (const [name, reply] of Object.entries(forged)) {
    const { status, text } = await reply;
    assert.equal(status, 401, name);
    assert.ok(!text.includes(challenge), name);
  }
});
