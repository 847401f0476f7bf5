import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, Rest } from "../support/rest.ts";
import { startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

/** The end of it looks like a delimiter of a form, but does not begin a line. */
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.from("--b--")]);

test("a picture is uploaded, sent, and downloaded as a placeholder by its own app", async (t) => {
  const { emulator, rest, send, app } = await startRestWorld(t);
  const upload = async (type: string, bytes: Buffer): ReturnType<typeof answered> => {
    const form = new FormData();
    form.append("image_type", type);
    form.append("image", new Blob([new Uint8Array(bytes)]), "picture.png");
    const headers = { authorization: `Bearer ${await rest.token()}` };
    return answered(await fetch(`${emulator.url}/open-apis/im/v1/images`, { method: "POST", headers, body: form }));
  };
  const { body } = await upload("message", PNG);
  assert.match(String(body.data.image_key), /^img_v3_/);
  assert.equal((await send("image", { image_key: body.data.image_key })).body.code, 0);
  const download = async (token: string): Promise<Response> =>
    fetch(`${emulator.url}/open-apis/im/v1/images/${body.data.image_key}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  const picture = await download(await rest.token());
  assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/png"]);
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()).subarray(0, 8), PNG.subarray(0, 8));
  const other = new Rest(emulator, emulator.createApp());
  assert.equal((await answered(await download(await other.token()))).body.code, 234008);
  assert.equal((await rest.get("im/v1/images/img_unknown")).body.code, 234005);
  assert.equal((await upload("message", Buffer.alloc(0))).body.code, 234010);
  assert.equal((await upload("message", Buffer.from("no picture"))).body.code, 234011);
  assert.equal((await upload("poster", PNG)).body.code, 234001);
  assert.equal((await upload("message", Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]))).body.code, 234006);
  assert.ok(app.appId);
});

test("with a setting, only uploaded pictures may stand in cards", async (t) => {
  const card = cardV2([{ tag: "img", img_key: "img_v2_041b28e3", alt: { tag: "plain_text", content: "" } }]);
  assert.equal((await (await startRestWorld(t)).send("interactive", card)).body.code, 0);
  const { send } = await startRestWorld(t, { openApi: { imageKeys: "uploaded" } });
  const { body } = await send("interactive", card);
  assert.equal(body.code, 230099);
  assert.match(body.msg, /ErrCode: 200570; .*ErrorValue: image key img_v2_041b28e3; $/);
});

test("an upload that is no form is refused", async (t) => {
  const { rest } = await startRestWorld(t);
  const { status, body } = await rest.post("im/v1/images", { image_type: "message" });
  assert.deepEqual([status, body.code], [400, 9499]);
});

test("a card that one member of a group sees is sent and deleted", async (t) => {
  const { rest, group, alice, bob, app, emulator } = await startRestWorld(t);
  const card = cardV2([button("Approve", { id: 1 })]);
  const ask = { chat_id: group.chatId, open_id: alice.openId(app), msg_type: "interactive", card };
  const { body } = await rest.post("ephemeral/v1/send", ask);
  assert.deepEqual([body.code, body.msg], [0, "ok"]);
  const messageId = String(body.data.message_id);
  const seen = await fetch(`${emulator.admin}/cards/${messageId}`);
  assert.equal(seen.status, 200);
  assert.equal((await rest.get(`im/v1/messages/${messageId}`)).body.code, 230050);
  const content = JSON.stringify(card);
  assert.equal((await rest.call("PATCH", `im/v1/messages/${messageId}`, { content })).body.code, 230054);
  assert.ok(bob.userId);
  const gone = await rest.post("ephemeral/v1/delete", { message_id: messageId });
  assert.deepEqual(gone.body, { code: 0, msg: "ok" });
  assert.equal((await rest.post("ephemeral/v1/delete", { message_id: messageId })).body.code, 18051);
});

test("an ephemeral card that cannot be sent", async (t) => {
  const { rest, group, chat, alice, app, emulator } = await startRestWorld(t);
  const good = { chat_id: group.chatId, open_id: alice.openId(app), msg_type: "interactive", card: cardV2([]) };
  const carol = emulator.createUser({ name: "Carol" });
  const without = emulator.createGroup({ name: "Without", people: [alice] });
  const cases: readonly (readonly [object, number])[] = [
    [{ chat_id: chat.chatId }, 11228],
    [{ chat_id: "oc_unknown" }, 11213],
    [{ chat_id: without.chatId }, 10002],
    [{ open_id: "ou_unknown" }, 11101],
    [{ open_id: undefined }, 10003],
    [{ open_id: carol.openId(app) }, 11206],
    [{ msg_type: "text" }, 10003],
    [{ card: "{}" }, 10003],
  ];
  for (const [change, code] of cases) {
    const { status, body } = await rest.post("ephemeral/v1/send", { ...good, ...change });
    assert.deepEqual([status, body.code], [400, code], JSON.stringify(change));
  }
});

test("a picture without a file name, as official SDKs send it, keeps its bytes", async (t) => {
  const { emulator, rest } = await startRestWorld(t);
  const part = (head: string, body: Buffer | string): Buffer =>
    Buffer.concat([Buffer.from(`--b\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from("\r\n")]);
  const body = Buffer.concat([
    part('Content-Disposition: form-data; name="image_type";', "message"),
    part('Content-Disposition: form-data; name="image"', PNG),
    Buffer.from("--b--"),
  ]);
  const authorization = `Bearer ${await rest.token()}`;
  const upload = async (bytes: Buffer, type: string): Promise<number> => {
    const headers = { authorization, "content-type": type };
    const url = `${emulator.url}/open-apis/im/v1/images`;
    return (await answered(await fetch(url, { method: "POST", headers, body: new Uint8Array(bytes) }))).body.code;
  };
  assert.equal(await upload(body, "multipart/form-data; boundary=b"), 0);
  assert.equal(await upload(body, 'multipart/form-data; charset=utf-8; boundary="b"'), 0);
  assert.equal(await upload(body, "multipart/form-data; boundary=c"), 9499);
  assert.equal(await upload(body, "multipart/form-data"), 9499);
  assert.equal(await upload(body.subarray(0, -5), "multipart/form-data; boundary=b"), 9499);
  assert.equal(await upload(Buffer.from("--b--"), "multipart/form-data; boundary=b"), 234001);
  assert.equal(await upload(Buffer.from("--b\r\nX: y\r\n\r\n\r\n--b--"), "multipart/form-data; boundary=b"), 9499);
});
