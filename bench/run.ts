import { callbackCost } from "./callback-cost/run.ts";

await callbackCost();
