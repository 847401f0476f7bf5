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
export type { Card } from "./card/card.ts";
export type { CardV1 } from "./card/card-v1.ts";
export type { CardBodyV2, CardV2 } from "./card/card-v2.ts";
export type { CardConfigV1, CardConfigV2 } from "./card/config.ts";
export type { CardHeaderV1, CardHeaderV2 } from "./card/header.ts";
export type { CardRule } from "./card-rule.ts";
export type { ActionV1 } from "./components/action.ts";
export type { AudioV2, FallbackText } from "./components/audio.ts";
export type {
  Behavior,
  BehaviorV1,
  CallbackBehavior,
  FormActionBehavior,
  OpenUrlBehavior,
} from "./components/behavior.ts";
export type { ButtonV1, ButtonV2 } from "./components/button.ts";
export type { ChartV1, ChartV2 } from "./components/chart.ts";
export type { CheckerV1, CheckerV2 } from "./components/checker.ts";
export type { CollapsiblePanelV1, CollapsiblePanelV2 } from "./components/collapsible-panel.ts";
export type { ColumnSetV1, ColumnSetV2, ColumnV1, ColumnV2 } from "./components/column-set.ts";
export type { DivV1, DivV2 } from "./components/div.ts";
export type {
  CardElementV1,
  CardElementV2,
  ColumnElementV1,
  DisplayElementV2,
  FormElementV1,
  InteractiveContainerElementV1,
  InteractiveElementV1,
  InteractiveElementV2,
  NestedElementV2,
  PanelElementV1,
  PanelElementV2,
} from "./components/elements.ts";
export type { FormV1, FormV2 } from "./components/form.ts";
export type { HrV1, HrV2 } from "./components/hr.ts";
export type { CustomIcon, Icon, StandardIcon } from "./components/icon.ts";
export type { ImgV1, ImgV2 } from "./components/img.ts";
export type { ImgCombinationV1, ImgCombinationV2 } from "./components/img-combination.ts";
export type { InputV1, InputV2 } from "./components/input.ts";
export type { InteractiveContainerV1, InteractiveContainerV2 } from "./components/interactive-container.ts";
export type { MultiUrl } from "./components/link.ts";
export type { MarkdownV1, MarkdownV2 } from "./components/markdown.ts";
export type { NoteV1 } from "./components/note.ts";
export type { OverflowV1, OverflowV2 } from "./components/overflow.ts";
export type { PersonListV1, PersonListV2, PersonV1, PersonV2 } from "./components/person.ts";
export type {
  DatePickerV1,
  DatePickerV2,
  PickerDatetimeV1,
  PickerDatetimeV2,
  PickerTimeV1,
  PickerTimeV2,
} from "./components/pickers.ts";
export type { MultiSelectStaticV1, MultiSelectStaticV2, SelectStaticV1, SelectStaticV2 } from "./components/select.ts";
export type { SelectImgV1, SelectImgV2 } from "./components/select-img.ts";
export type {
  MultiSelectPersonV1,
  MultiSelectPersonV2,
  SelectPersonV1,
  SelectPersonV2,
} from "./components/select-person.ts";
export type { TableV1, TableV2 } from "./components/table.ts";
export type { LarkMdV1, LarkMdV2, PlainTextV1, PlainTextV2, TextV1, TextV2 } from "./components/text.ts";
export type { TextTagV1, TextTagV2 } from "./components/text-tag.ts";
export { type CardContent, type CardDialect, cardDialect, readCardContent } from "./dialect.ts";
export type { CardColor } from "./enums/color-names.ts";
export type { CardLocale } from "./enums/locales.ts";
export type { Component, ComponentKind, Interaction } from "./rows/component.ts";
export type { Field, FieldTable } from "./rows/field.ts";
export { cardSchema } from "./schema/card-schema.ts";
export type { JsonSchema } from "./schema/json-schema.ts";
export { COMPONENT_TABLE, type DialectTable } from "./table/component-table.ts";
export { placesOf } from "./table/places-of.ts";
export {
  type CardTemplate,
  type CardTemplateReference,
  type CardTemplateVersion,
  type ResolveTemplateOptions,
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
export { CARD_RULES, type CardRuleInfo } from "./validate/card-rules.ts";
export { type ValidateCardOptions, validateCard } from "./validate/validate-card.ts";
