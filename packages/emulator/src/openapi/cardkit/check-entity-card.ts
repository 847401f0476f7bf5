import { cardRefusal } from "@larkwire/cards";
import type { Town } from "../../chat/town.ts";
import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type ApiRefusal, refuse } from "../answer.ts";
import { cardkitRefusal } from "./cardkit-refusals.ts";

/** Why a card cannot be an entity, or cannot become what an entity shows. */
export function checkEntityCard(card: JsonObject, town: Town): ApiRefusal | undefined {
  if (Object.keys(card).length === 0) return cardkitRefusal("empty");
  if (card.schema !== "2.0") return cardkitRefusal("onlySchema2");
  if (isJsonObject(card.config) && card.config.update_multi === false) return cardkitRefusal("notShared");
  const refusal = cardRefusal(town.cardIssues(card), "cardkit");
  if (refusal === undefined) return undefined;
  const { code, msg, issue } = refusal;
  const text = issue.rule === "element_id_format" ? `ElementID ${issue.errorValue}: Code 1002: ${msg}` : msg;
  const end = text.endsWith("; ") ? "" : "; ";
  return refuse(code, `ErrMsg: ${text}${end}`, { details: { reason: issue.message } });
}
