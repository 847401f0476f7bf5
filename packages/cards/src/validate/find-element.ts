import { type JsonObject, kindOf, show } from "@larkwire/protocol";
import type { Component } from "../rows/component.ts";
import type { ElementField } from "../rows/field.ts";
import { COMPONENT_TABLE } from "../table/component-table.ts";
import { placesOf } from "../table/places-of.ts";
import type { CardCheck } from "./card-check.ts";
import { listed, nearest } from "./words.ts";

const MAX_PLACES = 6;

/** Tags that schema 2.0 gave up, and what takes their place. */
const REMOVED: Readonly<Record<string, string>> = {
  action: "Put the components where the action stands",
  note: 'Use a div whose text has text_size "notation" and text_color "grey"',
};

/**
 * The row of the component that stands at the check's place; `undefined` when it has none, which is then reported. One
 * that stands in the wrong place is reported and returned.
 */
export function findElement(check: CardCheck, field: ElementField, value: JsonObject): Component | undefined {
  const { tag } = value;
  if (tag === undefined || tag === null) return withoutTag(check, field);
  if (typeof tag !== "string") {
    check.report(
      "wrong_type",
      () => `The tag is ${kindOf(tag)}, but text is expected. Write one of ${listed(field.tags)}.`,
    );
    return undefined;
  }
  const component = check.table.components.get(tag);
  if (component === undefined) return reportTag(check, field, tag);
  if (!field.tags.includes(tag)) {
    check.report("wrong_place", () => `A "${tag}" may not stand here. ${placeOf(check, tag)}`, {
      errorValue: `tag: ${tag}`,
    });
  }
  return component;
}

/** Texts and icons may leave out their tag: the pages of several components say so. */
function withoutTag(check: CardCheck, { tags }: ElementField): Component | undefined {
  const usual = check.table.components.get(tags[0] ?? "");
  if (usual === undefined || usual.kind !== "part" || typeof check.path.at(-1) === "number") {
    check.report("missing_tag", () => `There is no tag, so nobody knows what this is. Add one of ${listed(tags)}.`);
    return undefined;
  }
  check.report(
    "default_tag",
    () => `There is no tag, so this is taken for a "${usual.tag}". Write tag: "${usual.tag}".`,
  );
  return usual;
}

function reportTag(check: CardCheck, { tags }: ElementField, tag: string): undefined {
  const instead = check.dialect === "2.0" && Object.hasOwn(REMOVED, tag) ? REMOVED[tag] : undefined;
  if (instead !== undefined) {
    check.report("removed_tag", () => `Schema 2.0 gave up the tag "${tag}". ${instead}.`, {
      errorValue: `unsupported tag ${tag}`,
    });
    return undefined;
  }
  check.report(
    "unknown_tag",
    () => {
      const other = check.dialect === "1.0" ? "2.0" : "1.0";
      if (COMPONENT_TABLE[other].components.has(tag))
        return `Only schema ${other} has a "${tag}". Use another component, or the other schema.`;
      const meant = nearest(tag, tags);
      return `No component is called ${show(tag)}. Write ${meant === undefined ? `one of ${listed(tags)}` : show(meant)}.`;
    },
    { errorValue: `tag: ${tag}` },
  );
  return undefined;
}

/** Where a component does stand, in a sentence. */
function placeOf(check: CardCheck, tag: string): string {
  const places = placesOf(check.dialect, tag).map((place) =>
    place === "card" ? "at the card's root" : `in a ${place}`,
  );
  return places.length === 0 ? "Remove it." : `It stands ${places.slice(0, MAX_PLACES).join(", ")}: move it there.`;
}
