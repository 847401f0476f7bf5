import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { type App, type Delivery, type Emulator, startEmulator } from "../src/index.ts";
import { Peer } from "./support/peer.ts";
import { Rest } from "./support/rest.ts";
import { button, cardV2 } from "./support/world.ts";

const CARD = cardV2([{ tag: "markdown", content: "open" }, button("Go", { id: 7 })]);
const ANSWER = { toast: { type: "success", content: "ok" }, card: { type: "raw", data: CARD } };
const HOUR_MS = 60 * 60 * 1000;

/** All that an emulator has sent and received, byte by byte, as one text. */
async function transcript(t: TestContext, seed: number, webhook: Server): Promise<string> {
  const emulator = await startEmulator({ clock: "manual", seed, maxFramePayloadBytes: 512 });
  t.after(() => emulator.close());
  const { port } = webhook.address() as AddressInfo;
  const requestUrl = `http://127.0.0.1:${port}/event`;
  const near = emulator.createApp({ name: "Near", linkPreviewRules: ["example.com"] });
  const far = emulator.createApp({
    name: "Far",
    encryptKey: "an Encrypt Key",
    events: { requestUrl, subscribed: ["im.message.receive_v1"] },
    callbacks: { requestUrl },
  });
  const calls = await story(emulator, near, far);
  const transcript = {
    apps: [near, far].map(({ appId, appSecret, published }) => ({ appId, appSecret, published })),
    calls,
    journal: emulator.deliveries.map((delivery) => ({ ...delivery, frames: frames(emulator, delivery) })),
    now: emulator.clock.now(),
  };
  await emulator.close();
  // Ports are given out by the machine: they stand in the addresses of both servers, and nowhere else.
  return JSON.stringify(transcript).replaceAll(/127\.0\.0\.1:\d+/g, "host");
}

function frames(emulator: Emulator, delivery: Delivery): string[] {
  return emulator.sentFrames(delivery).map((frame) => Buffer.from(frame).toString("base64"));
}

/** Two apps, three clients, two people, a group: events, clicks, previews, calls, retries, hours. */
async function story(emulator: Emulator, near: App, far: App): Promise<string[]> {
  const [alice, bob] = [emulator.createUser({ name: "Alice" }), emulator.createUser({ name: "Bob" })];
  const team = emulator.createGroup({ name: "Team", people: [alice, bob], bots: [near, far] });
  const unheard = await alice.openChat(near).say("is anybody there?");
  assert.equal(unheard.status, "no_client");
  const peers = [await Peer.connect(emulator, near), await Peer.connect(emulator, near)];
  for (const peer of peers) void answerAll(peer);
  await emulator.clock.advance(15_000);

  const calls: string[] = [];
  const rest = new Rest(emulator, near);
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await rest.call(method, path, body);
    calls.push(JSON.stringify([answer.status, answer.headers.get("x-tt-logid"), answer.body]));
    return answer.body.data;
  };
  const to = { receive_id: team.chatId, msg_type: "interactive", content: JSON.stringify(CARD) };
  const { message_id } = await call("POST", "im/v1/messages?receive_id_type=chat_id", to);
  await call("POST", `im/v1/messages/${message_id}/reply`, { msg_type: "text", content: '{"text":"hi"}' });
  await call("POST", "cardkit/v1/cards", { type: "card_json", data: JSON.stringify(CARD) });
  await call("GET", `im/v1/messages/${message_id}`);
  await call("POST", "im/v1/messages?receive_id_type=chat_id", { ...to, content: "{" });

  const chat = alice.openGroup(team);
  const card = await chat.nextCard();
  for (const user of [alice, bob]) assert.equal((await card.as(user).click("Go")).code, 0);
  await chat.say("@Near @Far hello");
  assert.equal((await bob.openChat(near).paste("https://example.com/T-1")).code, 0);
  const posted = alice.openChat(far).postCard(CARD);
  assert.equal((await posted.click("Go")).code, 0);

  for (const peer of peers) peer.socket.terminate();
  for (const peer of peers) await peer.closed;
  while (near.connections.length > 0) await new Promise((resolve) => setImmediate(resolve));
  await near.deliverEvent({ type: "out_approval", version: "p1", event: { instance_code: "81D3" } });
  await emulator.clock.advance(8 * HOUR_MS);
  return calls;
}

async function answerAll(peer: Peer): Promise<never> {
  for (;;) {
    const push = await peer.push();
    const isPreview = push.body.header.event_type === "url.preview.get";
    peer.answer(push, isPreview ? { inline: { title: "T-1" } } : ANSWER);
  }
}

test("the same seed gives the same transcript to the last byte, another seed another one", async (t) => {
  const webhook = createServer((request, response) => {
    // The date would be the machine's.
    response.sendDate = false;
    request.resume().on("end", () => response.end(JSON.stringify({ toast: { type: "info", content: "ok" } })));
  });
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  t.after(() => webhook.close());
  const first = await transcript(t, 7, webhook);
  for (const part of ["no_client", '"attempt":5', "webhook", "url.preview.get", "X-Lark-Signature", '"parts":2'])
    assert.ok(first.includes(part), part);
  assert.equal(await transcript(t, 7, webhook), first);
  assert.notEqual(await transcript(t, 8, webhook), first);
});
