import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { DemoError } from "./demo-error.ts";

/** How long a process may take to end by itself. */
const STOP_TIMEOUT_MS = 3_000;

const KEPT_LINES = 20;

/** Ends a process whose parent is gone, so that not even `kill -9` on the demo leaves one behind. */
const END_WITH_PARENT = new URL("./end-with-parent.mjs", import.meta.url).href;

export interface ActorOptions {
  /** For messages. */
  readonly name: string;
  /** TypeScript or JavaScript. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One process of the demo. */
export class Actor {
  readonly #name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<unknown>;
  readonly #firstLine: Promise<string>;
  readonly #lastLines: string[] = [];
  #follower: ((line: string) => void) | undefined;
  #isStopping = false;

  /** @param onEnd called when the process ends without having been asked to */
  constructor({ name, file, args = [], env = {} }: ActorOptions, onEnd: (reason: DemoError) => void) {
    const imports = ["--import", END_WITH_PARENT, "--import", import.meta.resolve("tsx")];
    this.#name = name;
    this.#child = spawn(process.execPath, [...imports, file, ...args], { env: { ...process.env, ...env } });
    this.#exited = once(this.#child, "close");
    this.#firstLine = this.#readOutput();
    this.#child.once("close", (code, signal) => {
      if (!this.#isStopping) onEnd(new DemoError(this.#describeEnd(code ?? signal)));
    });
  }

  /** The first line on stdout. Stays pending when there is none. */
  get firstLine(): Promise<string> {
    return this.#firstLine;
  }

  /** Hands every further line of the log to `follower`. */
  follow(follower: (line: string) => void): void {
    this.#follower = follower;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    this.#child.kill("SIGTERM");
    await this.#exited;
    clearTimeout(timer);
  }

  #readOutput(): Promise<string> {
    createInterface(this.#child.stderr).on("line", (line) => this.#noteLine(line));
    const output = createInterface(this.#child.stdout);
    return new Promise((resolve) => {
      output.once("line", resolve);
      output.on("line", (line) => this.#noteLine(line));
    });
  }

  #noteLine(line: string): void {
    this.#lastLines.push(line);
    if (this.#lastLines.length > KEPT_LINES) this.#lastLines.shift();
    this.#follower?.(`${this.#name} | ${line}`);
  }

  #describeEnd(how: number | string | null): string {
    const log = this.#lastLines.length === 0 ? " It wrote nothing." : ` Its last lines:\n${this.#lastLines.join("\n")}`;
    return `the ${this.#name} ended too early (${how}).${log}`;
  }
}
