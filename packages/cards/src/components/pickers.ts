import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { plainText, size, string } from "../rows/make-field.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

interface Shared<Text> {
  /** Shown while nothing is chosen: at most 100 characters. `picker_time` and `picker_datetime` need it, or an initial value. */
  placeholder?: Text;
  /** Default: `default`. */
  width?: "default" | "fill" | Px;
}

interface InitialDate {
  /** `yyyy-MM-dd` */
  initial_date?: string;
}

interface InitialTime {
  /** `HH:mm` */
  initial_time?: string;
}

interface InitialDatetime {
  /** `yyyy-MM-dd HH:mm` */
  initial_datetime?: string;
}

/** A choice of a date, in a 2.0 card. */
export interface DatePickerV2 extends Shared<PlainTextV2>, InitialDate, InteractiveV2 {
  tag: "date_picker";
}

/** A choice of a date, in a 1.0 card. */
export interface DatePickerV1 extends Shared<PlainTextV1>, InitialDate, InteractiveV1 {
  tag: "date_picker";
}

/** A choice of a time, in a 2.0 card. */
export interface PickerTimeV2 extends Shared<PlainTextV2>, InitialTime, InteractiveV2 {
  tag: "picker_time";
}

/** A choice of a time, in a 1.0 card. */
export interface PickerTimeV1 extends Shared<PlainTextV1>, InitialTime, InteractiveV1 {
  tag: "picker_time";
}

/** A choice of a date with a time, in a 2.0 card. */
export interface PickerDatetimeV2 extends Shared<PlainTextV2>, InitialDatetime, InteractiveV2 {
  tag: "picker_datetime";
}

/** A choice of a date with a time, in a 1.0 card. */
export interface PickerDatetimeV1 extends Shared<PlainTextV1>, InitialDatetime, InteractiveV1 {
  tag: "picker_datetime";
}

const SHARED: FieldsOf<Shared<PlainTextV1>> = {
  placeholder: plainText(100),
  width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
};

const DATE: FieldsOf<InitialDate> = { initial_date: string({ format: "date" }) };
const TIME: FieldsOf<InitialTime> = { initial_time: string({ format: "time" }) };
const DATETIME: FieldsOf<InitialDatetime> = { initial_datetime: string({ format: "datetime" }) };

const DATE_PICKER: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "date_picker",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "option", moment: "date", formValue: "text" },
  source: "Date picker",
};

const PICKER_TIME: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "picker_time",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "option", moment: "time", formValue: "text" },
  source: "Time picker",
};

const PICKER_DATETIME: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "picker_datetime",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "option", moment: "datetime", formValue: "text" },
  source: "Date-time picker",
};

export const DATE_PICKER_V2: ComponentRow = {
  ...DATE_PICKER,
  fields: { ...INTERACTIVE_V2, ...SHARED, ...DATE } satisfies FieldsOf<DatePickerV2>,
};
export const DATE_PICKER_V1: ComponentRow = {
  ...DATE_PICKER,
  fields: { ...INTERACTIVE_V1, ...SHARED, ...DATE } satisfies FieldsOf<DatePickerV1>,
};
export const PICKER_TIME_V2: ComponentRow = {
  ...PICKER_TIME,
  fields: { ...INTERACTIVE_V2, ...SHARED, ...TIME } satisfies FieldsOf<PickerTimeV2>,
};
export const PICKER_TIME_V1: ComponentRow = {
  ...PICKER_TIME,
  fields: { ...INTERACTIVE_V1, ...SHARED, ...TIME } satisfies FieldsOf<PickerTimeV1>,
};
export const PICKER_DATETIME_V2: ComponentRow = {
  ...PICKER_DATETIME,
  fields: { ...INTERACTIVE_V2, ...SHARED, ...DATETIME } satisfies FieldsOf<PickerDatetimeV2>,
};
export const PICKER_DATETIME_V1: ComponentRow = {
  ...PICKER_DATETIME,
  fields: { ...INTERACTIVE_V1, ...SHARED, ...DATETIME } satisfies FieldsOf<PickerDatetimeV1>,
};
