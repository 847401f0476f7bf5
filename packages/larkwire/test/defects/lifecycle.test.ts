import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { type ClientState, EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { ByteRelay } from "../support/byte-relay.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

for (const [name, body, code] of [
  ["a callback", cardActionBody(), 200],
  ["an unreadable message", "{", 500],
] as const) {
  test(`D5: ${name} in the same segment as the 101 is answered, 5 times of 5`, async () => {
    for (let round = 0; round < 5; round++) {
      await using platform = await ScriptedPlatform.start();
      const upgraded = deferred<() => void>();
      platform.onUpgrade = (_request, socket) => {
        // What is written until then leaves in one system call.
        socket.cork();
        upgraded.resolve(() => socket.uncork());
        return true;
      };
      const { client } = testClient(platform, { dispatcher: answeringClicks() });
      await using _ = client;
      const started = client.start();
      const uncork = await upgraded.promise;
      const connection = await platform.opened.take();
      connection.push(body);
      uncork();
      assert.equal((await connection.answers.take()).code, code);
      await started;
    }
  });
}

test("D5: 101 and callback that come one byte at a time are read", async () => {
  await using platform = await ScriptedPlatform.start();
  await using relay = await ByteRelay.start(platform.port);
  platform.onDiscovery = () =>
    platform.goodReply({ URL: platform.url().replace(`:${platform.port}/`, `:${relay.port}/`) });
  const { client } = testClient(platform, { dispatcher: answeringClicks() });
  await using _ = client;
  const started = client.start();
  const connection = await platform.opened.take();
  assert.equal((await connection.ask(cardActionBody())).code, 200);
  await started;
});

test("D11: start() twice makes one connection, and close() leaves none", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = testClient(platform);
  const first = client.start();
  assert.equal(client.start(), first);
  await first;
  await client.start();
  await platform.opened.take();
  await client.close();
  await until(() => platform.openSockets === 0);
  assert.equal(platform.discoveries.length, 1);
  assert.equal(platform.upgrades.length, 1);
});

test("D11: start, close, start: nothing is left and nothing is started", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = testClient(platform);
  const started = client.start();
  const closed = client.close();
  assert.equal(client.start(), started);
  await assert.rejects(started, { code: "client_closed" });
  await closed;
  assert.equal(client.state.name, "closed");
  await until(() => platform.openSockets === 0);
  assert.equal(platform.upgrades.length, 0);
});

test("D12: the end of one connection leaves the other one alone", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { connections: 2 });
  const first = open.connection;
  const second = await platform.opened.take();
  first.webSocket.close(1001);
  const third = await platform.opened.take();
  assert.equal((await second.ask(cardActionBody())).code, 200);
  assert.equal((await third.ask(cardActionBody())).code, 200);
  await until(() => open.client.health().connections.every((connection) => connection.state === "open"));
  assert.equal(platform.connections.length, 3);
});

test("D16: an answer whose connection is gone goes to no other; it is counted and logged", async () => {
  await using platform = await ScriptedPlatform.start();
  const running = deferred<void>();
  const release = deferred<void>();
  const dispatcher = answeringClicks().onCustomized("p2", "slow.event_v1", async () => {
    running.resolve();
    await release.promise;
  });
  await using open = await openClient(platform, { dispatcher });
  open.connection.push(p2Body("slow.event_v1", {}), { messageId: "m-lost" });
  await running.promise;
  open.connection.webSocket.terminate();
  const next = await platform.opened.take();
  release.resolve();
  await until(() => open.client.health().statistics.answersLost === 1);

  assert.equal((await next.ask(cardActionBody())).code, 200);
  assert.equal(next.answers.total, 1);
  assert.equal(open.connection.answers.total, 0);
  const [line] = open.logger.find("warn", "an answer is lost");
  assert.equal(line?.fields?.message_id, "m-lost");
});

test("D17: close() lets a running handler answer, turns new messages away, and then sends the close frame", async () => {
  await using platform = await ScriptedPlatform.start();
  const running = deferred<void>();
  const release = deferred<void>();
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    running.resolve();
    await release.promise;
    return { toast: { type: "success", content: "saved" } };
  });
  await using open = await openClient(platform, { dispatcher });
  const { client, connection } = open;
  const seen: string[] = [];
  void connection.closed.then((code) => seen.push(`closed ${code}`));
  const slow = connection.ask(cardActionBody()).then((answer) => {
    seen.push("answered");
    return answer;
  });
  await running.promise;
  const closed = client.close();
  assert.equal(client.state.name, "closing");
  assert.equal((await connection.ask(cardActionBody())).code, 500);
  release.resolve();
  assert.deepEqual((await slow).answer, { toast: { type: "success", content: "saved" } });
  await closed;
  await connection.closed;
  assert.deepEqual(seen, ["answered", "closed 1000"]);
  assert.equal(client.health().statistics.turnedAway, 1);
  assert.equal(client.health().statistics.answersLost, 0);
});

test("D23: a connection lost when no reconnect is allowed ends in a final state that is reported", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { maxReconnects: 0 });
  const states: ClientState[] = [];
  open.client.onStateChange((state) => states.push(state));
  open.connection.webSocket.close(1001);
  await assert.rejects(open.client.closed, (error: Error & { code?: string; cause?: { code?: string } }) => {
    assert.equal(error.code, "reconnects_exhausted");
    assert.equal(error.cause?.code, "connection_lost");
    assert.match(error.message, /The last reason: The connection ended with code 1001\.$/);
    return true;
  });
  assert.deepEqual(
    states.map((state) => state.name),
    ["failed"],
  );
  assert.equal(open.client.state.name, "failed");
  assert.equal(platform.discoveries.length, 1);
});

test("D33: close() during discovery leaves no connection behind", async () => {
  await using platform = await ScriptedPlatform.start();
  const reply = deferred<object>();
  platform.onDiscovery = () => reply.promise;
  const { client } = testClient(platform);
  const started = client.start();
  await platform.discovered.take();
  const closed = client.close();
  reply.resolve(platform.goodReply());
  await assert.rejects(started, { code: "client_closed" });
  await closed;
  await until(() => platform.openSockets === 0);
  assert.equal(platform.upgrades.length, 0);
  assert.equal(client.state.name, "closed");
});

test("D33: close() during the handshake leaves no connection behind", async () => {
  await using platform = await ScriptedPlatform.start();
  const upgraded = deferred<void>();
  platform.onUpgrade = (_request, socket) => {
    socket.resume().once("end", () => socket.end());
    upgraded.resolve();
    return false;
  };
  const { client } = testClient(platform);
  const started = client.start();
  await upgraded.promise;
  await client.close();
  await assert.rejects(started, { code: "client_closed" });
  await until(() => platform.openSockets === 0);
});
