import assert from "node:assert/strict";
import { test } from "node:test";
import { AppServer } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

const MIB = 1024 * 1024;

test("what servers answer counts against the journal's limit of 32 Mi characters", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, app } = await startWorld(t, {}, { events: { requestUrl: server.url } });
  for (let count = 0; count < 40; count++) {
    const sent = app.deliverEvent({ type: "x", event: {} });
    (await server.next()).answer("x".repeat(MIB));
    await sent;
  }
  assert.equal(emulator.deliveries.length, 31, "each has a little more than 1 Mi");
});

test("an answer over the long connection to a push that went to a server is counted as a fault, and changes nothing", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, app, chat, postCard } = await startWorld(t, {}, { events: { requestUrl: server.url } });
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("hello");
  (await server.next()).answer();
  const { messageId } = await said;
  const clicked = postCard().click("Approve");
  const push = await peer.push();
  const headers = push.last.headers.map(({ key, value }) => ({ key, value: key === "message_id" ? messageId : value }));
  peer.answerRaw(push, '{"code":200}', { headers });
  peer.answer(push);
  await clicked;
  assert.equal(emulator.wireFaults.unmatchedAnswer, 1);
  assert.equal(emulator.deliveries.find((entry) => entry.messageId === messageId)?.lateAnswer, undefined);
});
