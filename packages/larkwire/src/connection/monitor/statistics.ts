import { type AnsweringStatistics, newAnsweringStatistics } from "../../dispatch/answering-statistics.ts";

/** What one client has seen since it was made. All are counts. */
export interface Statistics extends AnsweringStatistics {
  /** Whole messages that were handed on, repeated ones included. */
  received: number;
  /** Messages acknowledged with success. */
  answered: number;
  /** Messages acknowledged as failed: the handler threw, the body could not be read, or they were turned away. */
  failed: number;
  /** Messages whose acknowledgement left more than 3 seconds after their receipt. */
  late: number;
  /** Messages whose connection was gone when the answer was ready, or before a handler was free. */
  answersLost: number;
  /** Answers whose connection broke just after they were sent: they may have arrived, or not. */
  answersUnconfirmed: number;
  /** Messages turned away with failure because the client was closing. */
  turnedAway: number;
  /** Frames that could not be decoded, were no binary message, or broke the rules for split messages. */
  badFrames: number;
  /** Attempts to connect, each with its request for an address. */
  connectionAttempts: number;
  /** Connections that were opened. */
  connectionsOpened: number;
  /** Open connections that ended without being asked to. */
  connectionsLost: number;
}

export function newStatistics(): Statistics {
  return {
    ...newAnsweringStatistics(),
    received: 0,
    answered: 0,
    failed: 0,
    late: 0,
    answersLost: 0,
    answersUnconfirmed: 0,
    turnedAway: 0,
    badFrames: 0,
    connectionAttempts: 0,
    connectionsOpened: 0,
    connectionsLost: 0,
  };
}
