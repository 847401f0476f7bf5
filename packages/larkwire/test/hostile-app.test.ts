import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, EventDispatcher, WSClient, type WSClientOptions } from "../src/index.ts";
import { cardActionBody } from "./support/bodies.ts";
import { MemoryLogger } from "./support/memory-logger.ts";
import { openClient } from "./support/open-client.ts";
import { ScriptedPlatform } from "./support/scripted-platform.ts";
import { APP_ID, APP_SECRET, testClient } from "./support/test-client.ts";

/** Things a handler can throw that are hard to put into a log line. */
const THROWN: Record<string, () => unknown> = {
  nothing: () => undefined,
  "a cycle": () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    return cycle;
  },
  "an error whose message cannot be read": () =>
    Object.defineProperty(new Error("x"), "message", {
      get: () => {
        throw new Error("no");
      },
    }),
  "a proxy that refuses everything": () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
        getPrototypeOf: () => {
          throw new Error("no");
        },
      },
    ),
};

for (const [name, make] of Object.entries(THROWN)) {
  test(`a handler that throws ${name} is answered with a toast, and the log says so`, async () => {
    await using platform = await ScriptedPlatform.start();
    const dispatcher = new EventDispatcher().on("card.action.trigger", () => {
      throw make();
    });
    await using open = await openClient(platform, { dispatcher });
    const { answer, code } = await open.connection.ask(cardActionBody());
    assert.deepEqual([code, (answer as { toast: { type: string } }).toast.type], [200, "error"]);
    assert.equal(open.logger.find("error", "the handler of card.action.trigger failed").length, 1);
  });
}

test("an error that serialises its whole request puts none of it into the log", async () => {
  await using platform = await ScriptedPlatform.start();
  const config = { headers: { Authorization: "Bearer planted-bearer" } };
  const error = Object.assign(new Error("request failed"), {
    config,
    toJSON: () => ({ config, stack: "planted-stack" }),
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_data, context) => {
    context.logger.info("about to fail", { [APP_SECRET]: 1, nested: { error } });
    throw error;
  });
  await using open = await openClient(platform, { dispatcher });
  await open.connection.ask(cardActionBody());
  const written = JSON.stringify(open.logger.lines);
  assert.ok(written.includes("request failed"));
  assert.doesNotMatch(written, /planted-/);
});

test("a line break from the wire does not make a second log line", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  await open.connection.ask({ schema: "2.0", header: { event_type: "a\n2026 error larkwire: forged" }, event: {} });
  assert.ok(open.logger.lines.every((line) => !line.message.includes("\n")));
  assert.equal(open.logger.find("info", "forged").length, 1);
});

test("a logger and a state listener that reject do no harm", async () => {
  await using platform = await ScriptedPlatform.start();
  const logger = new MemoryLogger();
  const rejecting = async (): Promise<void> => Promise.reject(new Error("the sink is full"));
  const { client } = testClient(platform, { logger: Object.assign(logger, { debug: rejecting, info: rejecting }) });
  client.onStateChange(rejecting);
  await client.start();
  const connection = await platform.opened.take();
  assert.equal((await connection.ask(cardActionBody())).code, 200);
  await client.close();
  assert.equal(logger.find("error", "a listener of onStateChange() threw").length, 3);
});

test("an answer too large to send counts as failed and frees its slot", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher({ onError: () => "fail" }).on("card.action.trigger", (data) => ({
    toast: { type: "info", content: data.event.action.value === "large" ? "好".repeat(600_000) : "ok" },
  }));
  await using open = await openClient(platform, { dispatcher, limits: { maxRunningHandlers: 1 } });
  assert.equal((await open.connection.ask(cardActionBody("large"))).code, 500);
  assert.equal((await open.connection.ask(cardActionBody("small"))).code, 200);
  const fields = open.logger.find("error", "failed").map((line) => line.fields?.error as { code?: string });
  assert.deepEqual(
    fields.map((error) => error.code),
    ["answer_too_large"],
  );
});

test("the bytes in ctx.raw are the handler's own", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_data, context) => {
    const { port1 } = new MessageChannel();
    port1.postMessage(context.raw, [context.raw.buffer as ArrayBuffer]);
    port1.close();
  });
  await using open = await openClient(platform, { dispatcher });
  for (let click = 0; click < 5; click++) assert.equal((await open.connection.ask(cardActionBody())).code, 200);
});

test("a logger that closes the client when it reads of a connection gets a closed client", async () => {
  await using platform = await ScriptedPlatform.start();
  const logger = new MemoryLogger();
  const { client } = testClient(platform, { logger });
  const info = logger.info.bind(logger);
  logger.info = (message, fields) => {
    info(message, fields);
    if (message === "connected") void client.close();
  };
  await client.start();
  await client.closed;
  const connection = await platform.opened.take();
  await connection.closed;
  assert.equal(client.state.name, "closed");
});

test("a handler may close the client from a message that came beside the 101", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher();
  const { client } = testClient(platform, { dispatcher });
  dispatcher.on("card.action.trigger", () => void client.close());
  platform.onUpgrade = (_request, socket) => {
    socket.cork();
    setImmediate(() => socket.uncork());
    return true;
  };
  const started = client.start();
  const connection = await platform.opened.take();
  const answer = connection.ask(cardActionBody());
  await started;
  assert.equal((await answer).code, 200);
  await client.closed;
  await connection.closed;
});

test("closing aborts the signal of a handler that still runs", async () => {
  await using platform = await ScriptedPlatform.start();
  let signal: AbortSignal | undefined;
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_data, context) => {
    signal = context.signal;
    return new Promise(() => undefined);
  });
  await using open = await openClient(platform, { dispatcher });
  open.connection.push(cardActionBody());
  open.connection.push(cardActionBody());
  while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
  await open.client.close({ drainTimeoutMs: 0 });
  assert.equal((signal as AbortSignal).reason.name, "AbortError");
});

test("closing from a state listener is the same close", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = testClient(platform);
  const inner: Promise<void>[] = [];
  client.onStateChange((state) => {
    if (state.name === "closing") inner.push(client.close());
  });
  await client.start();
  const outer = client.close();
  await outer;
  assert.deepEqual([inner.length, inner[0] === outer, client.state.name], [1, true, "closed"]);
});

test("a client whose signal is aborted already is closed", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = testClient(platform, { signal: AbortSignal.abort() });
  await client.closed;
  await assert.rejects(client.start(), { code: "client_closed" });
  assert.equal(platform.discoveries.length, 0);
});

test("an endless drain time is an endless drain time, and nonsense is refused", async () => {
  await using platform = await ScriptedPlatform.start();
  let finish: () => void = () => undefined;
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => new Promise<void>((r) => (finish = r)));
  const open = await openClient(platform, { dispatcher });
  await assert.rejects(open.client.close({ drainTimeoutMs: Number.NaN }), { code: "invalid_option" });
  const answer = open.connection.ask(cardActionBody());
  while (open.client.health().runningHandlers === 0) await new Promise((resolve) => setImmediate(resolve));
  const closed = open.client.close({ drainTimeoutMs: Number.POSITIVE_INFINITY });
  finish();
  assert.equal((await answer).code, 200);
  await closed;
});

test("options that do not exist or cannot work are refused before any network", () => {
  const base = { appId: APP_ID, appSecret: APP_SECRET, dispatcher: new EventDispatcher() };
  const wrong: object[] = [
    { loglevel: "debug" },
    { limits: { handshakeTimeout: 5 } },
    { limits: { handshakeTimeoutMs: 3_000_000_000 } },
    { limits: { maxFrameBytes: 2 ** 32 + 200 } },
    { signal: {} },
    { ca: 42 },
    { ca: "no certificate" },
  ];
  for (const options of wrong) {
    const make = (): WSClient => new WSClient({ ...base, ...options } as WSClientOptions);
    assert.throws(
      make,
      (error) => error instanceof ConfigError && error.code === "invalid_option",
      JSON.stringify(options),
    );
  }
});

test("a frame of type card with a body nobody can read still says which setting is missing", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  const legacy = { open_id: "ou_1", token: "c-1", action: { tag: "button" } };
  assert.equal((await open.connection.ask(legacy, { type: "card" })).code, 500);
  assert.equal(open.logger.find("error", "Callback Configuration").length, 1);
});
