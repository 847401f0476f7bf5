import { makeHandler } from "./app.mjs";

const [encryptKey, verificationToken] = process.argv.slice(2);
const fetch = makeHandler(encryptKey, verificationToken);
process.stdout.write(Bun.serve({ port: 0, hostname: "127.0.0.1", fetch }).url.origin);
