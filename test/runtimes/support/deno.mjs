import process from "node:process";
import { makeHandler } from "./app.mjs";

const [encryptKey, verificationToken] = Deno.args;
const onListen = ({ port }) => process.stdout.write(`http://127.0.0.1:${port}`);
Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, makeHandler(encryptKey, verificationToken));
