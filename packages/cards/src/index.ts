export { type CardContent, type CardDialect, cardDialect, readCardContent } from "./dialect.ts";
export type { Component, ComponentKind, Interaction } from "./table/component.ts";
export { COMPONENT_TABLE, type DialectTable } from "./table/component-table.ts";
export type { Field, FieldTable } from "./table/field.ts";
export { type CardPath, cardPointer, formatCardPath, valueAt } from "./tree/card-path.ts";
export { type CardElement, walkCard } from "./tree/walk-card.ts";
