// Run by lifecycle.test.ts in a process of its own: real clock, an open connection, an unanswered push, then close().
import { startEmulator } from "../../src/index.ts";
import { Peer } from "./peer.ts";

const emulator = await startEmulator();
const app = emulator.createApp();
const peer = await Peer.connect(emulator, app);
const sent = app.deliverEvent({ type: "x", event: {} }).catch(() => undefined);
await peer.push();
await emulator.close();
await sent;
