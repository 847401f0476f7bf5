// Why a push over the long connection failed, one sentence each.

export function noClientReason(appId: string): string {
  return `No long connection of ${appId} is open, so nobody could be asked; start the app against this emulator and try again.`;
}

/** @param faults names of the faults on demand that struck the push */
export function silenceReason(status: "timed_out" | "cut", deadlineMs: number, faults: readonly string[] = []): string {
  if (faults.length > 0) {
    return `No answer came within ${deadlineMs} ms, and faults on demand struck the push: ${faults.join(", ")}; clear them with faults.clear().`;
  }
  if (status === "cut") {
    return `The client's link was cut while it had the message, and no answer came on another within ${deadlineMs} ms; callbacks are not sent again.`;
  }
  return `No answer came within ${deadlineMs} ms; answer first and do slow work afterwards.`;
}

/** An acknowledgement other than 200. */
export function notOkReason(ackCode: number): string {
  return `The app acknowledged with code ${ackCode} instead of 200, which official clients do when the handler threw: look at the app's log.`;
}

/** An acknowledgement that cannot be read. */
export function unreadableReason(fault: "not_json" | "no_code" | "bad_data"): string {
  const faults = {
    not_json: "The payload of the app's answer frame is not a JSON object",
    no_code: 'The app\'s answer has no numeric "code"',
    bad_data: 'The "data" of the app\'s answer is not base64 text',
  };
  return `${faults[fault]}; it has to be {"code":200,"data":"<base64 of the answer's JSON>"}.`;
}
