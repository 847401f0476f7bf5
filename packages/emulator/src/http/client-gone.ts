/** The client of a request went away before its body was complete. Nobody waits for an answer, and nothing is wrong here. */
export class ClientGone extends Error {
  constructor(cause: unknown) {
    super("the client went away", { cause });
    this.name = "ClientGone";
  }
}

/** What nobody reads; the status is the one that other servers log for it. */
export function answerNobody(): Response {
  return new Response(null, { status: 499 });
}
