import type { ConnectionErrorCode } from "../../errors.ts";
import type { ClientState } from "../client-state.ts";
import type { MessageRef } from "../session/message.ts";
import type { Gap } from "./gap-tracker.ts";
import type { LostAnswer } from "./lost-answer.ts";

/**
 * What is published through `node:diagnostics_channel`, by the channel's name without its `larkwire:`. Subscribe to
 * `larkwire:message.answered` for a journal of every delivery. Times are milliseconds since 1970.
 */
export interface DiagnosticEvents {
  /** The client's state changed. */
  "client.state": { readonly state: ClientState; readonly old: ClientState };
  /** A connection is open. */
  "connection.opened": { readonly connectionId: string };
  /** A ping had no echo in time: the connection may be dead. It is asked once more. */
  "connection.doubted": { readonly connectionId: string };
  /** An open connection ended. */
  "connection.lost": {
    readonly connectionId: string;
    readonly errorCode: ConnectionErrorCode;
    readonly reason: string;
    /** The last sign of life. What the platform sent afterwards may be lost. */
    readonly lastFrameAt: number;
  };
  /** There was a time without any connection, and it is over. */
  gap: Gap;
  /** A whole message arrived. */
  "message.received": MessageRef & { readonly bytes: number };
  /** A message was acknowledged: its answer was handed to the network. */
  "message.answered": MessageRef & {
    /** 200, or 500 when the platform is told that the push failed. */
    readonly code: number;
    /** Bytes of the frame that carries the answer. */
    readonly bytes: number;
    /** From the start of the handler to its answer. */
    readonly durationMs: number;
    /** From the last byte of the message to the first of its answer. */
    readonly latencyMs: number;
  };
  /** An answer did not reach the platform, or nobody knows whether it did. */
  "answer.lost": LostAnswer;
}

/** The channel's name without its `larkwire:`. */
export type DiagnosticName = keyof DiagnosticEvents;

/** A published event: which app, and what happened to it. */
export type Diagnostic<Name extends DiagnosticName> = DiagnosticEvents[Name] & { readonly appId: string };
