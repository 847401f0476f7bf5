import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Clock } from "../clock.ts";
import { AnswerReader } from "./answer-reader.ts";
import type { PostFault, PostResult } from "./post-result.ts";
import { type SocketStage, socketFault } from "./socket-fault.ts";
import type { WebhookSettings } from "./webhook-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** Sends requests, each on a connection of its own, and follows no redirect. It owns their sockets and timers. */
export class HttpPoster {
  readonly #clock: Clock;
  readonly #settings: WebhookSettings;
  readonly #active = new Set<Posting>();

  constructor(clock: Clock, settings: WebhookSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Always resolves: at the latest after `deadlineMs`, or when the poster is closed. */
  async post(request: WebhookRequest, deadlineMs: number): Promise<PostResult> {
    const url = parseUrl(request.url);
    if (url === undefined) return { fault: "bad_url", detail: "", body: "" };
    const posting = new Posting(url, request, deadlineMs, this.#clock, this.#settings);
    this.#active.add(posting);
    try {
      return await posting.result;
    } finally {
      this.#active.delete(posting);
    }
  }

  /** Ends what is under way with `closed`. */
  close(): void {
    for (const posting of this.#active) posting.end("closed");
  }
}

/** One request on its way. */
class Posting {
  readonly result: Promise<PostResult>;
  readonly #clock: Clock;
  readonly #request: ClientRequest;
  readonly #reader: AnswerReader;
  readonly #timers: readonly unknown[];
  #stage: SocketStage = "resolving";
  #connectedAt: number | undefined;
  #response: IncomingMessage | undefined;
  #resolve: ((result: PostResult) => void) | undefined;

  constructor(url: URL, request: WebhookRequest, deadlineMs: number, clock: Clock, settings: WebhookSettings) {
    this.#clock = clock;
    this.#reader = new AnswerReader(settings.maxAnswerBytes);
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const body = Buffer.from(request.body, "utf8");
    const options = { method: "POST", headers: { Host: url.host, ...request.headers }, agent: false };
    const { ca } = settings;
    this.#request =
      url.protocol === "https:"
        ? httpsRequest(url, { ...options, ...(ca === undefined ? {} : { ca: [...ca] }) })
        : httpRequest(url, options);
    this.#timers = [
      clock.setTimeout(() => this.end("timed_out"), deadlineMs),
      clock.setTimeout(() => this.#connectDeadline(), Math.min(settings.connectDeadlineMs, deadlineMs)),
    ];
    this.#listen();
    this.#request.end(body);
  }

  /** Gives the result and lets go of socket and timers; what happens later is ignored. */
  end(fault?: PostFault, detail = ""): void {
    const resolve = this.#resolve;
    if (resolve === undefined) return;
    this.#resolve = undefined;
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    const read = this.#reader.text(this.#response?.headers["content-encoding"]);
    const worst = fault ?? read.fault;
    resolve({
      connectedAt: this.#connectedAt,
      status: this.#response?.statusCode,
      headers: this.#response === undefined ? undefined : flat(this.#response),
      body: read.text,
      ...(worst === undefined ? {} : { fault: worst }),
      detail: detail === "" ? read.detail : detail,
    });
    this.#request.destroy();
  }

  #listen(): void {
    this.#request.on("error", (error) => this.#failed(error));
    // Ends also what has neither answer nor error, such as an upgrade that nobody asked for.
    this.#request.on("close", () => this.end("connection_lost"));
    this.#request.on("socket", (socket) => {
      socket.once("connect", () => {
        this.#stage = "connected";
        this.#connectedAt = this.#clock.now();
      });
      socket.once("secureConnect", () => {
        this.#stage = "secured";
      });
    });
    this.#request.on("response", (response) => this.#receive(response));
  }

  #receive(response: IncomingMessage): void {
    this.#response = response;
    response.on("data", (chunk: Buffer) => {
      if (!this.#reader.take(chunk)) this.end("answer_too_large");
    });
    response.on("error", (error) => this.#failed(error));
    response.on("end", () => this.end());
  }

  #connectDeadline(): void {
    if (this.#stage === "resolving") this.end("connect_failed", "timeout");
  }

  #failed(error: Error): void {
    const { fault, detail } = socketFault(error, this.#stage);
    this.end(fault, detail);
  }
}

/** `undefined` unless it is http or https. */
function parseUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
