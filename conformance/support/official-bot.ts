import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { App, Delivery, Emulator } from "@larkwire/emulator";
import { until } from "../../test/support/until.ts";

/**
 * How a bot is started. It finds the platform in its environment: `LARK_DOMAIN`, `APP_ID` and `APP_SECRET`, or, when it
 * is a server, `ENCRYPT_KEY` and `VERIFICATION_TOKEN`.
 */
export interface BotCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** A bot made of an official SDK, in a process of its own. Disposing ends it. */
export class OfficialBot implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  #output = "";

  private constructor({ file, args }: BotCommand, env: NodeJS.ProcessEnv) {
    this.#process = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#exited = once(this.#process, "close");
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    }
  }

  /** Starts a bot of `app` and resolves when its connection is open and it has sent its first ping. */
  static async connect(command: BotCommand, emulator: Emulator, app: App): Promise<OfficialBot> {
    const bot = new OfficialBot(command, {
      ...process.env,
      LARK_DOMAIN: emulator.url,
      APP_ID: app.appId,
      APP_SECRET: app.appSecret,
    });
    await bot.hasPinged(app);
    return bot;
  }

  /** Starts a bot that is a server and resolves with its address when it has said `http://127.0.0.1:<port>`. */
  static async listen(
    command: BotCommand,
    keys: { readonly encryptKey: string; readonly verificationToken: string },
  ): Promise<{ bot: OfficialBot; origin: string }> {
    const bot = new OfficialBot(command, {
      ...process.env,
      ENCRYPT_KEY: keys.encryptKey,
      VERIFICATION_TOKEN: keys.verificationToken,
    });
    const origin = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+/.exec(bot.#output)?.[0];
    await until(() => origin() !== undefined || bot.#hasEnded());
    const said = origin();
    if (said === undefined) throw bot.#endedEarly();
    return { bot, origin: said };
  }

  /** Resolves when it has written `part`. */
  async says(part: string): Promise<void> {
    await until(() => this.#output.includes(part));
  }

  /** Resolves with the first thing it says that it received: the JSON value of a line that begins with `received `. */
  async received<Data>(): Promise<Data> {
    const line = (): RegExpExecArray | null => /^received ([^\n]*)\n/m.exec(this.#output);
    await until(() => line() !== null);
    return JSON.parse(line()?.[1] ?? "");
  }

  /** Resolves when a connection of `app` has brought a ping. Rejects when the bot ends before. */
  async hasPinged(app: App): Promise<void> {
    const pinged = (): boolean => app.connections.some(({ pings }) => pings > 0);
    await until(() => pinged() || this.#hasEnded());
    if (!pinged()) throw this.#endedEarly();
  }

  #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #endedEarly(): Error {
    return new Error(`the bot ended with ${this.#process.exitCode}:\n${this.#output}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#exited;
  }
}

/** Asking is in vain at most this often. */
const MAX_QUESTIONS = 10;

/**
 * Asks until the bot answers, at most ten times: official clients lose what arrives right after their connection has
 * opened, and one cannot see from outside when they begin to listen.
 */
export async function untilAnswered<Asked extends { readonly delivery: Delivery }>(
  ask: () => Promise<Asked>,
): Promise<Asked> {
  for (let question = 1; ; question++) {
    const asked = await ask();
    if (asked.delivery.status === "answered" || question === MAX_QUESTIONS) return asked;
  }
}
