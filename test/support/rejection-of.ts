import assert from "node:assert/strict";

/** What `promise` rejects with; a failed assertion when it does not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => assert.fail(`it succeeded: ${value}`),
    (thrown: unknown) => thrown,
  );
}
