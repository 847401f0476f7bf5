import type { Hono } from "hono";
import { AdminError } from "../errors.ts";
import type { Fault } from "../faults/fault.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { optionalNumber, optionalString, readBody, readObject } from "./read-body.ts";

/** Faults on demand, and the end of connections at once. */
export function addFaultRoutes(routes: Hono, { emulator, maxBodyBytes }: AdminDeps): void {
  routes.get("/faults", () => okAnswer(emulator.faults.list()));
  routes.post("/faults", async (context) => {
    // Names and values are checked where the fault is added.
    const fault = (await readObject(context, maxBodyBytes)) as unknown as Fault;
    return okAnswer(emulator.faults.add(fault), 201);
  });
  routes.delete("/faults", () => okAnswer({ cleared: emulator.faults.clear() }));
  routes.delete("/faults/:faultId", ({ req }) => {
    const faultId = req.param("faultId");
    if (emulator.faults.clear(faultId) > 0) return okAnswer({ cleared: 1 });
    throw new AdminError("not_found", `There is no fault ${faultId}. GET /_emu/faults lists those there are.`);
  });
  routes.post("/connections/close", async (context) => {
    const body = await readBody(context, ["appId", "connectionId", "code"], maxBodyBytes);
    const place = { appId: optionalString(body, "appId"), connectionId: optionalString(body, "connectionId") };
    return okAnswer({ closed: emulator.faults.closeConnections({ ...place, code: optionalNumber(body, "code") }) });
  });
  routes.post("/connections/cut", async (context) => {
    const body = await readBody(context, ["appId", "connectionId"], maxBodyBytes);
    const place = { appId: optionalString(body, "appId"), connectionId: optionalString(body, "connectionId") };
    return okAnswer({ cut: emulator.faults.cutConnections(place) });
  });
}
