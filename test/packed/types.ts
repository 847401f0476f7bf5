// Copied by scripts/check-packages.mjs into a project that has the packed packages, and compiled there under each way
// of resolving modules: do the types arrive?
import { type Emulator, startEmulator } from "@larkwire/emulator";
import {
  closeOnSignal,
  EventDispatcher,
  LarkwireError,
  type P2CardActionTriggerResponse,
  WebhookReceiver,
  WSClient,
} from "larkwire";
import { type CardElementV2, type CardV2, validateCard } from "larkwire/cards";
import { expressHandler } from "larkwire/express";
import { fastifyPlugin } from "larkwire/fastify";
import { fetchHandler } from "larkwire/fetch";
import { type HealthHandler, healthHandler } from "larkwire/health";
import { koaHandler } from "larkwire/koa";
import { lambdaHandler } from "larkwire/lambda";
import { nodeHandler } from "larkwire/node";
import { openTelemetry, type TracerLike } from "larkwire/opentelemetry";
import {
  CardActions,
  closeOnSignal as closeOnSignalToo,
  type P2CardActionTrigger,
  redisDuplicateStore,
} from "larkwire/webhook";

const answer: P2CardActionTriggerResponse = { toast: { type: "info", content: "typed" } };

const card: CardV2 = { schema: "2.0", body: { elements: [{ tag: "hr" }] } };
// @ts-expect-error no component is called so
const unknown: CardElementV2 = { tag: "marquee" };
export const rules: string[] = [...validateCard(card), ...validateCard(unknown)].map(({ rule }) => rule);

export const dispatcher: EventDispatcher = new EventDispatcher()
  .on<"card.action.trigger", { Value: { orderId: number } }>("card.action.trigger", async ({ event }) => {
    const orderId: number | undefined = event.action.value?.orderId;
    return orderId === undefined ? undefined : answer;
  })
  // @ts-expect-error a toast of this type does not exist
  .on("card.action.trigger", () => ({ toast: { type: "warn", content: "typed" } }));

export async function connect(): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0 });
  const { appId, appSecret } = emulator.createApp();
  const client = new WSClient({ appId, appSecret, dispatcher, domain: emulator.url });
  try {
    await client.start();
  } catch (error) {
    if (error instanceof LarkwireError) throw new Error(`${error.code} ${error.retryable}`);
  }
  return emulator;
}

const receiver = new WebhookReceiver({ dispatcher, encryptKey: "key" });
export const listener: ReturnType<typeof nodeHandler> = nodeHandler(receiver);
export const respond: (request: Request) => Promise<Response> = fetchHandler(receiver);
export const adapters: unknown[] = [expressHandler, fastifyPlugin, koaHandler, lambdaHandler].map((adapter) =>
  adapter(receiver),
);

export const probes: HealthHandler = healthHandler({ receiver });
export const traced = (tracer: TracerLike): EventDispatcher => new EventDispatcher().use(openTelemetry(tracer));
export const takeBack: () => void = closeOnSignal([receiver], { exitAfterMs: Number.POSITIVE_INFINITY });

export const alsoByWebhook: unknown[] = [CardActions, closeOnSignalToo, redisDuplicateStore];
export const idOf = ({ event }: P2CardActionTrigger<{ id: string }>): string | undefined => event.action.value?.id;
