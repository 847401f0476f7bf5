import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { TLSSocket } from "node:tls";
import type { Clock } from "../clock.ts";
import { AnswerReader } from "./answer-reader.ts";
import type { Disturbance } from "./disturbance.ts";
import { LostPosting } from "./lost-posting.ts";
import type { PostFault, PostResult } from "./post-result.ts";
import { RequestWriter } from "./request-writer.ts";
import { type SocketStage, socketFault } from "./socket-fault.ts";
import type { WebhookSettings } from "./webhook-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** Sends requests, each on a connection of its own, and follows no redirect. It owns their sockets and timers. */
export class HttpPoster {
  readonly #clock: Clock;
  readonly #settings: WebhookSettings;
  readonly #active = new Set<Posting | LostPosting>();

  constructor(clock: Clock, settings: WebhookSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /**
   * Always resolves: at the latest after `deadlineMs`, or when the poster is closed.
   *
   * @param disturbance how the request goes wrong on its way
   */
  async post(request: WebhookRequest, deadlineMs: number, disturbance: Disturbance = {}): Promise<PostResult> {
    const url = parseUrl(request.url);
    if (url === undefined) return { fault: "bad_url", detail: "", body: "" };
    const { unreachable } = disturbance;
    if (unreachable === "refused") return { fault: "connect_failed", detail: "ECONNREFUSED", body: "" };
    if (unreachable === "dns") return { fault: "dns_failed", detail: "ENOTFOUND", body: "" };
    const posting =
      unreachable === "lost"
        ? new LostPosting(Math.min(this.#settings.connectDeadlineMs, deadlineMs), this.#clock)
        : new Posting(url, request, { deadlineMs, disturbance }, this.#clock, this.#settings);
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

/** How one request is sent. */
interface Course {
  readonly deadlineMs: number;
  readonly disturbance: Disturbance;
}

/** One request on its way. */
class Posting {
  readonly result: Promise<PostResult>;
  readonly #clock: Clock;
  readonly #disturbance: Disturbance;
  readonly #request: ClientRequest;
  readonly #writer: RequestWriter;
  readonly #reader: AnswerReader;
  readonly #timers: unknown[];
  /** Whether the whole answer is there, and is not read yet because it counts as late. */
  #isKeptBack = false;
  #stage: SocketStage = "resolving";
  #connectedAt: number | undefined;
  #response: IncomingMessage | undefined;
  #resolve: ((result: PostResult) => void) | undefined;

  constructor(url: URL, request: WebhookRequest, course: Course, clock: Clock, settings: WebhookSettings) {
    const { deadlineMs, disturbance } = course;
    this.#clock = clock;
    this.#disturbance = disturbance;
    this.#reader = new AnswerReader(settings.maxAnswerBytes);
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const body = Buffer.from(request.body, "utf8");
    const headers = { Host: url.host, ...request.headers };
    const options = { method: "POST", headers, agent: false };
    const { ca } = settings;
    this.#request =
      url.protocol === "https:"
        ? httpsRequest(url, { ...options, ...(ca === undefined ? {} : { ca: [...ca] }) })
        : httpRequest(url, options);
    this.#timers = [
      clock.setTimeout(() => this.end("timed_out"), deadlineMs),
      clock.setTimeout(() => this.#connectDeadline(), Math.min(settings.connectDeadlineMs, deadlineMs)),
    ];
    this.#writer = new RequestWriter(this.#request, body, disturbance, clock);
    this.#listen(url.protocol === "https:" ? "secureConnect" : "connect");
    if (disturbance.ending?.when !== "before_push") this.#writer.start();
  }

  /** Gives the result and lets go of socket and timers; what happens later is ignored. */
  end(fault?: PostFault, detail = ""): void {
    const resolve = this.#resolve;
    if (resolve === undefined) return;
    this.#resolve = undefined;
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    this.#writer.stop();
    if (this.#isKeptBack && fault !== undefined) this.#response = undefined;
    const read = this.#reader.text(this.#response?.headers["content-encoding"]);
    const worst = fault ?? read.fault;
    resolve({
      connectedAt: this.#connectedAt,
      status: this.#response?.statusCode,
      headers: this.#response === undefined ? undefined : flat(this.#response),
      body: this.#response === undefined ? "" : read.text,
      ...(worst === undefined ? {} : { fault: worst }),
      detail: detail === "" ? read.detail : detail,
    });
    this.#request.destroy();
  }

  /** @param ready the event of the socket after which a request can be written */
  #listen(ready: "connect" | "secureConnect"): void {
    const { ending } = this.#disturbance;
    this.#request.on("error", (error) => this.#failed(error));
    // Ends also what has neither answer nor error, such as an upgrade that nobody asked for.
    this.#request.on("close", () => this.#isKeptBack || this.end("connection_lost"));
    if (ending?.when === "after_push" && ending.kind === "close") {
      this.#request.once("finish", () => this.#break("close"));
    }
    this.#request.on("socket", (socket) => {
      socket.once("connect", () => {
        this.#stage = "connected";
        this.#connectedAt = this.#clock.now();
      });
      socket.once("secureConnect", () => {
        this.#stage = "secured";
      });
      if (ending?.when === "before_push") socket.once(ready, () => this.#break(ending.kind));
    });
    this.#request.on("response", (response) => this.#receive(response));
  }

  #receive(response: IncomingMessage): void {
    // The answer is the sign that the server has read the request; what it says gets lost.
    const { ending } = this.#disturbance;
    if (ending?.kind === "cut" && ending.when === "after_push") return this.#break("cut");
    this.#response = response;
    response.on("data", (chunk: Buffer) => {
      if (!this.#reader.take(chunk)) this.end("answer_too_large");
    });
    response.on("error", (error) => this.#failed(error));
    response.on("end", () => this.#answered());
  }

  #answered(): void {
    const lateMs = this.#disturbance.answerDelayMs?.() ?? 0;
    if (lateMs === 0) return this.end();
    this.#isKeptBack = true;
    this.#timers.push(this.#clock.setTimeout(() => this.end(), lateMs));
  }

  /** Ends the connection from this side: in order, or with a reset. */
  #break(how: "close" | "cut"): void {
    const { socket } = this.#request;
    // A reset is a matter of TCP alone; below TLS the connection just ends, without TLS's own farewell.
    if (how === "cut" && socket !== null && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
    this.end("connection_lost", `${how} on demand`);
  }

  #connectDeadline(): void {
    if (this.#stage === "resolving") this.end("connect_failed", "timeout");
  }

  #failed(error: Error): void {
    if (this.#isKeptBack) return;
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
