import { isJsonObject, type JsonObject, kindOf } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

const ADVISED_CHARTS = 5;

/** The outermost members of a VChart spec; the platform checks the rest, too. */
export function checkChart(check: CardCheck, value: JsonObject): void {
  check.scope.charts++;
  if (check.scope.charts === ADVISED_CHARTS + 1) {
    check.report(
      "too_many_charts",
      () =>
        `This is the ${check.scope.charts}th chart of the card, and at most ${ADVISED_CHARTS} are advised. Use fewer.`,
    );
  }
  const { chart_spec: spec } = value;
  if (!isJsonObject(spec)) return;
  checkMember(check, spec, "axes", Array.isArray(spec.axes), "an array");
  checkMember(check, spec, "data", Array.isArray(spec.data) || isJsonObject(spec.data), "an object or an array");
  checkMember(check, spec, "type", typeof spec.type === "string", "text");
}

function checkMember(check: CardCheck, spec: JsonObject, key: string, fits: boolean, expected: string): void {
  if (fits || spec[key] === undefined) return;
  check.report(
    "chart_spec",
    () => `The spec's ${key} is ${kindOf(spec[key])}, but VChart expects ${expected}. Write ${expected}.`,
    {
      below: ["chart_spec", key],
      errorValue: `- ${key}: Invalid type. Expected: ${expected.replace(/^an? /, "")}, given: ${givenOf(spec[key])}`,
    },
  );
}

function givenOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
