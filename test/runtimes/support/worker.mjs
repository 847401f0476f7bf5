import { makeHandler } from "./app.mjs";

export default {
  fetch: (request, { ENCRYPT_KEY, VERIFICATION_TOKEN }) => makeHandler(ENCRYPT_KEY, VERIFICATION_TOKEN)(request),
};
