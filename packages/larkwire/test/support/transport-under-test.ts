import type { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import type { CardUpdates, EventDispatcher } from "../../src/index.ts";
import { p2Body } from "./bodies.ts";
import { DelayRelay } from "./delay-relay.ts";
import type { MemoryLogger } from "./memory-logger.ts";
import { sealedPost } from "./platform-post.ts";
import { rawPost } from "./raw-post.ts";
import { openReceiver } from "./receiver.ts";
import { ScriptedPlatform } from "./scripted-platform.ts";
import { testClient } from "./test-client.ts";

/** What the platform got for one message. */
export interface GivenAnswer {
  /** Whether the answer counts as success. */
  readonly isOk: boolean;
  /** A callback's answer. */
  readonly answer: unknown;
}

/** A platform and a receiver of the SDK, with a network between them that takes as long as the test says. */
export interface OpenTransport extends AsyncDisposable {
  readonly logger: MemoryLogger;
  /** Sends a message and has it arrive. */
  deliver(body: object): Promise<Delivered>;
  /** Answers that have left the receiver since it was opened. */
  readonly answersSent: number;
  /** Messages that are answered and whose handlers still run. */
  readonly backgroundWorks: number;
}

/** A message that has arrived at the receiver. */
export interface Delivered {
  /** Has an answer that has left arrive at the platform. */
  answer(): Promise<GivenAnswer>;
}

export interface TransportSetting {
  readonly clock: ManualClock;
  readonly dispatcher: EventDispatcher;
  readonly cardUpdates: CardUpdates;
  /** Network delay each way, milliseconds on the clock. */
  readonly delayMs: number;
}

/** A way by which callbacks reach the app; the promises about answers are the same for all. */
export interface TransportUnderTest {
  readonly name: string;
  open(setting: TransportSetting): Promise<OpenTransport>;
}

const longConnection: TransportUnderTest = {
  name: "long connection",
  async open({ cardUpdates, clock, delayMs, dispatcher }) {
    const platform = await ScriptedPlatform.start();
    const relay = await DelayRelay.start(platform.port, clock);
    const url = platform.url().replace(String(platform.port), String(relay.port));
    platform.onDiscovery = () => platform.goodReply({ URL: url });
    const { client, logger } = testClient(platform, { clock, dispatcher, cardUpdates });
    await client.start();
    const connection = await platform.opened.take();
    // The first ping and its pong are over when this is answered.
    await connection.ask(p2Body("warm.up_v1", {}));
    relay.delayMs = delayMs;
    return {
      logger,
      async deliver(body) {
        const before = client.health().statistics.received;
        const answer = connection.ask(body);
        await arrive(relay, clock);
        await until(() => client.health().statistics.received > before);
        return {
          answer: async () => {
            await arrive(relay, clock);
            const given = await answer;
            return { isOk: given.code === 200, answer: given.answer };
          },
        };
      },
      get answersSent() {
        const { answered, failed } = client.health().statistics;
        return answered + failed - 1;
      },
      get backgroundWorks() {
        return client.health().backgroundWorks;
      },
      async [Symbol.asyncDispose]() {
        relay.delayMs = 0;
        const closed = client.close({ drainTimeoutMs: 0 });
        await clock.advance(1);
        await closed;
        await relay[Symbol.asyncDispose]();
        await platform.close();
      },
    };
  },
};

const webhook: TransportUnderTest = {
  name: "webhook",
  async open({ cardUpdates, clock, delayMs, dispatcher }) {
    const { logger, receiver, server } = await openReceiver({ clock, dispatcher, cardUpdates });
    const relay = await DelayRelay.start(server.port, clock);
    relay.delayMs = delayMs;
    return {
      logger,
      async deliver(body) {
        const before = receiver.health().statistics.received;
        const post = await sealedPost(body, { timestamp: String(Math.floor(clock.now() / 1_000)) });
        const reply = rawPost(relay.port, post);
        await arrive(relay, clock);
        await until(() => receiver.health().statistics.received > before);
        return {
          answer: async () => {
            await arrive(relay, clock);
            const { status, text } = await reply;
            return { isOk: status === 200, answer: JSON.parse(text) };
          },
        };
      },
      get answersSent() {
        const { answered, failed } = receiver.health().statistics;
        return answered + failed;
      },
      get backgroundWorks() {
        return receiver.health().backgroundWorks;
      },
      async [Symbol.asyncDispose]() {
        const closed = receiver.close({ drainTimeoutMs: 0 });
        await clock.advance(1);
        await closed;
        await relay[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  },
};

export const TRANSPORTS: readonly TransportUnderTest[] = [longConnection, webhook];

/** What was sent crosses the relay. */
async function arrive(relay: DelayRelay, clock: ManualClock): Promise<void> {
  if (relay.delayMs === 0) return;
  await until(() => relay.held > 0);
  await clock.advance(relay.delayMs);
}
