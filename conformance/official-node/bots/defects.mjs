import { connect } from "./connect.mjs";

/** Keeps the handler busy until the clock has moved on, so that the time it took cannot be zero. */
function work() {
  const started = Date.now();
  while (Date.now() < started + 2);
}

connect({
  "card.action.trigger": async () => work(),
  "im.message.receive_v1": async () => ({ message_id: "om_of_a_reply" }),
});
