import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher, type HandlerContext, type WebhookReceiverOptions } from "../../src/index.ts";
import { cardActionBody, legacyCardBody, p1Body, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { legacyPost, plainPost, seal, sealedPost, signedPost } from "../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../support/receiver.ts";
import type { Post } from "../support/webhook-server.ts";

const KINDS: { type: string; body: object; answer: object }[] = [
  { type: "card.action.trigger", body: cardActionBody(), answer: { toast: { type: "info", content: "new" } } },
  { type: "url.preview.get", body: urlPreviewBody(), answer: { inline: { title: "preview" } } },
  { type: "im.message.receive_v1", body: p2Body("im.message.receive_v1", { message: {} }), answer: {} },
  { type: "out_approval", body: p1Body("out_approval", { instance_code: "1" }), answer: {} },
  { type: "unknown", body: p2Body("nobody.knows_v1", {}), answer: {} },
  { type: "unknown", body: p1Body("app_ticket", { app_ticket: "t" }), answer: {} },
];

const APPS: Record<string, { options: Partial<WebhookReceiverOptions>; send: (body: object) => Promise<Post> }> = {
  "key and token": { options: {}, send: sealedPost },
  "a key only": { options: { verificationToken: undefined }, send: sealedPost },
  "a token only": { options: { encryptKey: undefined }, send: async (body) => plainPost(body) },
  "a token only, signed all the same": {
    options: { encryptKey: undefined },
    send: (body) => signedPost(body, { encryptKey: "" }),
  },
  "neither, told that this is insecure": {
    options: { encryptKey: undefined, verificationToken: undefined, insecure: true },
    send: async (body) => plainPost(body),
  },
};

for (const [name, { options, send }] of Object.entries(APPS)) {
  test(`with ${name}: every kind reaches its handler, and a callback gets its answer`, async () => {
    const { dispatcher, handled } = recordingDispatcher();
    await using open = await openReceiver({ dispatcher, ...options });
    for (const { body, answer } of KINDS) {
      const { status, headers, text } = await open.server.post(await send(body));
      assert.deepEqual([status, JSON.parse(text)], [200, answer]);
      assert.equal(headers["content-type"], "application/json; charset=utf-8");
    }
    assert.deepEqual(
      handled,
      KINDS.map(({ type, body }) => ({ type, data: body })),
    );
  });
}

/** Bodies that JSON.parse and JSON.stringify do not give back as they were. */
const ODD_BODIES: Record<string, (json: string) => string> = {
  "keys in another order": (json) => JSON.stringify(JSON.parse(json, reverseKeys)),
  "integer-like keys": (json) => json.replace("{", '{"10":0,"9":0,'),
  "escaped slashes and letters": (json) => json.replace("im_message", "im\\u005fmessage\\/"),
  "an integer beyond 2^53": (json) => json.replace("{", '{"big":9007199254740993,"small":-0,"float":1.0,'),
  "white space": (json) => json.replaceAll(",", " ,\r\n\t"),
  "a trailing newline": (json) => `${json}\n`,
  "a byte order mark": (json) => `\ufeff${json}`,
  "half of a surrogate pair": (json) => json.replace("im_message", "\\ud83d"),
  "a key called __proto__": (json) => json.replace("{", '{"__proto__":{"schema":"1.0"},'),
};

function reverseKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}

for (const [name, oddly] of Object.entries(ODD_BODIES)) {
  test(`a body with ${name} is accepted, byte for byte, and refused with one byte changed`, async () => {
    const raws: string[] = [];
    const record = (_data: unknown, context: HandlerContext): void =>
      void raws.push(Buffer.from(context.raw).toString("utf8"));
    const dispatcher = new EventDispatcher({ duplicates: false }).on("card.action.trigger", record).onUnknown(record);
    await using sealed = await openReceiver({ dispatcher });
    await using plain = await openReceiver({ dispatcher, encryptKey: undefined });
    const body = oddly(JSON.stringify(cardActionBody("同意 👍🏽")));
    const outside = oddly(await seal(body));
    for (const post of [await sealedPost(body), await signedPost(outside)]) {
      const cuts = [1, 2, 3].map((third) => Math.floor((third * Buffer.from(post.body).length) / 4));
      assert.equal((await sealed.server.post({ ...post, cuts })).status, 200);
      const changed = Buffer.from(post.body);
      const at = Math.floor(changed.length / 2);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal((await sealed.server.post({ ...post, body: changed })).status, 401);
    }
    assert.equal((await plain.server.post(plainPost(body))).status, 200);
    assert.deepEqual(raws, [body, body, body]);
  });
}

test("a legacy card callback reaches its own handler, and the new one its own", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const legacy = await open.server.post(await legacyPost(legacyCardBody()));
  const click = cardActionBody();
  const current = await open.server.post(await sealedPost(click));
  assert.deepEqual(
    [legacy, current].map(({ status, text }) => [status, JSON.parse(text).toast.content]),
    [
      [200, "legacy"],
      [200, "new"],
    ],
  );
  assert.deepEqual(handled, [
    { type: "card.action.trigger_v1", data: legacyCardBody() },
    { type: "card.action.trigger", data: click },
  ]);
});

test("headers are found in any case, and in arrays", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const spellings: ((name: string) => string)[] = [
    (name) => name,
    (name) => name.toLowerCase(),
    (name) => name.toUpperCase(),
  ];
  for (const spell of spellings) {
    for (const wrap of [(value: string) => value, (value: string) => [value]]) {
      const { body, headers } = await sealedPost(cardActionBody());
      const spelt = Object.fromEntries(Object.entries(headers).map(([name, value]) => [spell(name), wrap(value)]));
      const request = { method: "POST", headers: spelt, body: Buffer.from(body) };
      assert.equal((await open.receiver.handle(request)).status, 200);
    }
  }
  assert.equal(handled.length, 6);
});
