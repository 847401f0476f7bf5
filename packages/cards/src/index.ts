export { ANSWER_SHAPES, type AnswerShape } from "./answers/answer-shape.ts";
export { type AnswerEffect, type AnswerOutcome, type AnswerRow, answerTable } from "./answers/answer-table.ts";
export {
  dialectOf,
  ORIGINAL_CARD_KINDS,
  type OriginalCard,
  type OriginalCardKind,
  originalCardOf,
} from "./answers/original-card.ts";
export {
  type AnswerPrediction,
  type PredictAnswerOptions,
  predictAnswer,
  predictAnswerCode,
} from "./answers/predict-answer.ts";
export { type CardContent, type CardDialect, cardDialect, readCardContent } from "./dialect.ts";
export { cardSchema } from "./schema/card-schema.ts";
export type { JsonSchema } from "./schema/json-schema.ts";
export type { Component, ComponentKind, Interaction } from "./table/component.ts";
export { COMPONENT_TABLE, type DialectTable } from "./table/component-table.ts";
export type { Field, FieldTable } from "./table/field.ts";
export { placesOf } from "./table/places-of.ts";
export {
  type CardTemplate,
  type CardTemplateReference,
  type CardTemplateVersion,
  resolveTemplate,
  type TemplateResult,
} from "./template/resolve-template.ts";
export { VARIABLE_TYPES, type VariableType } from "./template/variable-types.ts";
export { type CardPath, cardPointer, formatCardPath, valueAt } from "./tree/card-path.ts";
export { formActionOf } from "./tree/form-action.ts";
export { type CardElement, walkCard } from "./tree/walk-card.ts";
export type { CardIssue } from "./validate/card-issue.ts";
export { CARD_LIMITS, type CardLimits, type CardProfile } from "./validate/card-profile.ts";
export { type CardRefusal, cardErrorText, cardRefusal } from "./validate/card-refusal.ts";
export type { CardRule } from "./validate/card-rule.ts";
export { CARD_RULES, type CardRuleInfo } from "./validate/card-rules.ts";
export { type ValidateCardOptions, validateCard } from "./validate/validate-card.ts";
