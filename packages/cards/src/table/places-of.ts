import type { CardDialect } from "../dialect.ts";
import type { Field, FieldTable } from "../rows/field.ts";
import { COMPONENT_TABLE } from "./component-table.ts";

/**
 * Where an element may stand: `"card"` for the card's root, its header and body, otherwise tags of what holds it. Read from
 * the component table, so it is as right as that.
 */
export function placesOf(dialect: CardDialect, tag: string): string[] {
  const { card, components } = COMPONENT_TABLE[dialect];
  const holders = [...components.values()].filter(({ fields }) => holds(fields, tag)).map((component) => component.tag);
  return holds(card.fields, tag) ? ["card", ...holders] : holders;
}

function holds(fields: FieldTable, tag: string): boolean {
  return Object.values(fields).some((field) => canHold(field, tag));
}

function canHold(field: Field, tag: string): boolean {
  switch (field.kind) {
    case "element":
      return field.tags.includes(tag);
    case "list":
    case "map":
      return canHold(field.of, tag);
    case "object":
      return holds(field.fields, tag);
    case "either":
      return field.of.some((choice) => canHold(choice, tag));
    default:
      return false;
  }
}
