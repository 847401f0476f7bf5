import type { Hono } from "hono";
import type { EmulatorSnapshot } from "../state/snapshot.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { optionalNumber, readBody, readObject } from "./read-body.ts";

/** A snapshot is as large as what it holds, the journal above all. */
const MAX_SNAPSHOT_BYTES = 128 * 1024 * 1024;

/** Time, and all state at once. */
export function addStateRoutes(routes: Hono, { emulator, maxBodyBytes }: AdminDeps): void {
  const { clock } = emulator;
  const time = (): object => ({ nowMs: clock.now(), isManual: clock.isManual });
  routes.get("/clock", () => okAnswer(time()));
  routes.post("/clock/advance", async (context) => {
    const body = await readBody(context, ["ms"], maxBodyBytes);
    await emulator.clock.advance(optionalNumber(body, "ms") ?? Number.NaN);
    return okAnswer(time());
  });
  routes.post("/reset", () => {
    emulator.reset();
    return okAnswer({});
  });
  routes.get("/snapshot", () => okAnswer(emulator.snapshot()));
  routes.post("/restore", async (context) => {
    // Its form is checked where it is restored.
    emulator.restore((await readObject(context, MAX_SNAPSHOT_BYTES)) as unknown as EmulatorSnapshot);
    return okAnswer({});
  });
}
