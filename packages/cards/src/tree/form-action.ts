import { isJsonObject, type JsonObject } from "@larkwire/protocol";

/**
 * What a button does to the form it stands in: `form_action_type`, the older `action_type`, or a `form_action` among the
 * `behaviors` of a 1.0 card. `undefined`: neither. Source: "Form container", in both dialects.
 */
export function formActionOf(button: JsonObject): "submit" | "reset" | undefined {
  const { form_action_type: current, action_type: older, behaviors } = button;
  if (current === "submit" || older === "form_submit") return "submit";
  if (current === "reset" || older === "form_reset") return "reset";
  if (!Array.isArray(behaviors)) return undefined;
  const action = behaviors.find((behavior) => isJsonObject(behavior) && behavior.type === "form_action");
  if (action === undefined) return undefined;
  return action.behavior === "reset" ? "reset" : "submit";
}
