import { type App, type Chat, type Emulator, ManualClock, startEmulator } from "@larkwire/emulator";
import { type CardContent, type CardHandle, type EventDispatcher, OpenApiClient, WSClient } from "larkwire";
import { nodeHandler } from "larkwire/node";
import { WebhookReceiver } from "larkwire/webhook";
import { serveHttp } from "../../../packages/larkwire/test/adapters/support/serve-http.ts";
import { DelayRelay } from "../../../packages/larkwire/test/support/delay-relay.ts";
import { MemoryLogger } from "../../../packages/larkwire/test/support/memory-logger.ts";
import { RestRelay } from "./rest-relay.ts";

const SCENE_APP = { appId: "cli_0123456789abcdef", appSecret: "planted secret of the app" };

const TURNS_OF_A_STEP = 5;

/** An app that answers clicks over one transport, and changes cards through the REST API. All live on one clock. */
export interface CardScene extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly emulator: Emulator;
  readonly app: App;
  readonly chat: Chat;
  readonly rest: RestRelay;
  readonly logger: MemoryLogger;
  /** As the app itself. */
  readonly api: OpenApiClient;
  /** Answers that have left. */
  answersSent(): number;
  cardHandle(messageId: string, card?: CardContent): CardHandle;
  close(drainTimeoutMs: number): Promise<void>;
  /** Lets time pass, step by step, for as long as calls need. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until `promise` has settled. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
}

export interface CardSceneOptions {
  readonly transport: TransportName;
  readonly dispatcher: EventDispatcher;
  /** Network delay each way, milliseconds. */
  readonly delayMs?: number;
  readonly earlyCardUpdate?: "error" | "revert";
  /** Of the webhook's app. Default: all but the legacy one. */
  readonly callbackTypes?: readonly string[];
}

export type TransportName = "long connection" | "webhook";

/** The receiving side, whichever it is. */
interface Receiving extends Pick<CardScene, "answersSent" | "api" | "cardHandle" | "close"> {
  readonly app: App;
  dispose(): Promise<void>;
}

interface Ground {
  readonly clock: ManualClock;
  readonly emulator: Emulator;
  readonly rest: RestRelay;
  readonly logger: MemoryLogger;
}

export async function cardScene(options: CardSceneOptions): Promise<CardScene> {
  const clock = new ManualClock();
  const { earlyCardUpdate } = options;
  const emulator = await startEmulator({ clock, seed: 1, openApi: { earlyCardUpdate } });
  const rest = await RestRelay.start(emulator);
  const logger = new MemoryLogger();
  const pass = async (ms: number): Promise<void> => {
    const end = clock.now() + ms;
    while (clock.now() < end) await step(clock, rest, Math.min(50, end - clock.now()));
  };
  const during = async <Value>(promise: Promise<Value>): Promise<Value> => {
    let isSettled = false;
    const settled = promise.finally(() => {
      isSettled = true;
    });
    settled.catch(() => undefined);
    while (!isSettled) await step(clock, rest, 50);
    return settled;
  };
  const open = options.transport === "webhook" ? openWebhook : openLongConnection;
  const receiving = await open({ clock, emulator, rest, logger }, options, during);
  const { delayMs = 0 } = options;
  rest.delayMs = () => delayMs;
  return {
    ...receiving,
    clock,
    emulator,
    rest,
    logger,
    chat: emulator.createUser({ name: "Alice" }).openChat(receiving.app),
    pass,
    during,
    [Symbol.asyncDispose]: async () => {
      rest.delayMs = () => 0;
      await during(receiving.close(0));
      await receiving.dispose();
      await rest[Symbol.asyncDispose]();
      await emulator.close();
    },
  };
}

/** A short time passes; calls that are on their way arrive first. */
async function step(clock: ManualClock, rest: RestRelay, ms: number): Promise<void> {
  do {
    for (let turn = 0; turn < TURNS_OF_A_STEP; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  } while (rest.moving > 0);
  await clock.advance(ms);
}

type During = CardScene["during"];

async function openLongConnection(ground: Ground, options: CardSceneOptions, during: During): Promise<Receiving> {
  const { clock, emulator, rest, logger } = ground;
  const { delayMs = 0, dispatcher } = options;
  const app = emulator.createApp(SCENE_APP);
  const client = new WSClient({ ...SCENE_APP, dispatcher, domain: rest.url, logger, logLevel: "trace", clock });
  await during(client.start());
  if (delayMs > 0) emulator.faults.add({ kind: "delay", ms: delayMs });
  return {
    app,
    api: client.api,
    answersSent: () => client.health().statistics.answered + client.health().statistics.failed,
    cardHandle: (messageId, card) => client.cardHandle(messageId, card),
    close: (drainTimeoutMs) => client.close({ drainTimeoutMs }),
    dispose: () => client.close(),
  };
}

async function openWebhook({ clock, emulator, rest, logger }: Ground, options: CardSceneOptions): Promise<Receiving> {
  const { callbackTypes: subscribed, delayMs = 0, dispatcher } = options;
  const credentials = { encryptKey: "key of the app", verificationToken: "token of the app" };
  const api = new OpenApiClient({ ...SCENE_APP, domain: rest.url, logger, logLevel: "trace", clock });
  const receiver = new WebhookReceiver({ dispatcher, ...credentials, api, logger, logLevel: "trace", clock });
  const server = await serveHttp(nodeHandler(receiver));
  const relay = await DelayRelay.start(Number(new URL(server.origin).port), clock);
  relay.delayMs = delayMs;
  const callbacks = { requestUrl: `http://127.0.0.1:${relay.port}`, subscribed };
  const app = emulator.createApp({ ...SCENE_APP, ...credentials, callbacks });
  return {
    app,
    api,
    answersSent: () => receiver.health().statistics.answered + receiver.health().statistics.failed,
    cardHandle: (messageId, card) => receiver.cardHandle(messageId, card),
    close: (drainTimeoutMs) => receiver.close({ drainTimeoutMs }),
    dispose: async () => {
      api.close();
      await relay[Symbol.asyncDispose]();
      await server.close();
    },
  };
}
