import type { JsonObject } from "../../json-object.ts";
import type { Component } from "../interaction/component.ts";
import type { FieldValue } from "../interaction/local-state.ts";

/** What drawing needs to know of the card and of the person who looks at it. */
export interface Pen {
  readonly locale: string;
  /** Whether what can be used is drawn, too; otherwise only what can be read. */
  readonly controls: boolean;
  /** The component that `node` is, when a person can use it. */
  componentOf(node: JsonObject): Component | undefined;
  /** What the component shows now, by hand or by itself. */
  valueOf(component: Component): FieldValue | undefined;
  isExpanded(component: Component): boolean;
  /** The name behind an id of a person. */
  nameOf(id: string): string;
}
