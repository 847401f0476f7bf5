import type { ActionV1 } from "./action.ts";
import type { AudioV2 } from "./audio.ts";
import type { ButtonV1, ButtonV2 } from "./button.ts";
import type { ChartV1, ChartV2 } from "./chart.ts";
import type { CheckerV1, CheckerV2 } from "./checker.ts";
import type { CollapsiblePanelV1, CollapsiblePanelV2 } from "./collapsible-panel.ts";
import type { ColumnSetV1, ColumnSetV2 } from "./column-set.ts";
import type { DivV1, DivV2 } from "./div.ts";
import type { FormV1, FormV2 } from "./form.ts";
import type { HrV1, HrV2 } from "./hr.ts";
import type { ImgV1, ImgV2 } from "./img.ts";
import type { ImgCombinationV1, ImgCombinationV2 } from "./img-combination.ts";
import type { InputV1, InputV2 } from "./input.ts";
import type { InteractiveContainerV1, InteractiveContainerV2 } from "./interactive-container.ts";
import type { MarkdownV1, MarkdownV2 } from "./markdown.ts";
import type { NoteV1 } from "./note.ts";
import type { OverflowV1, OverflowV2 } from "./overflow.ts";
import type { PersonListV1, PersonListV2, PersonV1, PersonV2 } from "./person.ts";
import type {
  DatePickerV1,
  DatePickerV2,
  PickerDatetimeV1,
  PickerDatetimeV2,
  PickerTimeV1,
  PickerTimeV2,
} from "./pickers.ts";
import type { MultiSelectStaticV1, MultiSelectStaticV2, SelectStaticV1, SelectStaticV2 } from "./select.ts";
import type { SelectImgV1, SelectImgV2 } from "./select-img.ts";
import type { MultiSelectPersonV1, MultiSelectPersonV2, SelectPersonV1, SelectPersonV2 } from "./select-person.ts";
import type { TableV1, TableV2 } from "./table.ts";

/** A component of a 2.0 card that people use. */
export type InteractiveElementV2 =
  | ButtonV2
  | InputV2
  | OverflowV2
  | SelectStaticV2
  | MultiSelectStaticV2
  | SelectPersonV2
  | MultiSelectPersonV2
  | DatePickerV2
  | PickerTimeV2
  | PickerDatetimeV2
  | SelectImgV2
  | CheckerV2;

/** A component of a 2.0 card that people read; tables are apart, because they stand in fewer places. */
export type DisplayElementV2 =
  | DivV2
  | MarkdownV2
  | HrV2
  | ImgV2
  | ImgCombinationV2
  | PersonV2
  | PersonListV2
  | ChartV2
  | AudioV2;

/** What columns, forms and interactive containers of a 2.0 card hold: everything but forms and tables. */
export type NestedElementV2 =
  | InteractiveElementV2
  | DisplayElementV2
  | ColumnSetV2
  | InteractiveContainerV2
  | CollapsiblePanelV2;

/** What a collapsible panel of a 2.0 card holds: everything but forms. */
export type PanelElementV2 = NestedElementV2 | TableV2;

/** Any component of a 2.0 card: what its body holds. */
export type CardElementV2 = PanelElementV2 | FormV2;

/** What an interaction module of a 1.0 card holds. */
export type InteractiveElementV1 = NestedInteractiveV1 | OverflowV1;

type NestedInteractiveV1 =
  | ButtonV1
  | InputV1
  | SelectStaticV1
  | MultiSelectStaticV1
  | SelectPersonV1
  | MultiSelectPersonV1
  | DatePickerV1
  | PickerTimeV1
  | PickerDatetimeV1
  | SelectImgV1
  | CheckerV1;

type FormDisplayV1 = MarkdownV1 | HrV1 | ImgV1 | ImgCombinationV1 | NoteV1 | PersonV1 | PersonListV1;

type NestedContainerV1 = ColumnSetV1 | InteractiveContainerV1 | CollapsiblePanelV1 | ActionV1;

/** What a column of a 1.0 card holds. */
export type ColumnElementV1 = NestedInteractiveV1 | FormDisplayV1 | DivV1 | ChartV1 | NestedContainerV1;

/** What a form of a 1.0 card holds: no text stands in it directly, and no chart. */
export type FormElementV1 = InteractiveElementV1 | FormDisplayV1 | NestedContainerV1;

/** What a collapsible panel of a 1.0 card holds: everything but forms and tables. */
export type PanelElementV1 = ColumnElementV1 | OverflowV1;

/** Any component of a 1.0 card: what its `elements` hold. */
export type CardElementV1 = PanelElementV1 | FormV1 | TableV1;

/** What an interactive container of a 1.0 card holds. */
export type InteractiveContainerElementV1 =
  | DivV1
  | MarkdownV1
  | ImgV1
  | NoteV1
  | ColumnSetV1
  | CheckerV1
  | InteractiveContainerV1;
