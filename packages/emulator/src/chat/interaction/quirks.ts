import { refuseUnknownNames, wrong } from "../../option-checks.ts";

/**
 * What the platform does and nobody has written down, or what is written down twice and differently: how this emulator
 * decides it. Nearly all of it is about what a card callback carries.
 */
export interface Quirks {
  /**
   * What a `select_img` outside a form sends: `options` as an array (the reference and the official SDKs' types), `options` as
   * text (a sample in the documentation), or `option` (the official command line). Default `"options_array"`.
   */
  readonly selectImg: "options_array" | "options_text" | "option";
  /**
   * What `form_value` holds for a field without a value: nothing, `""` for all, or `null`. An untouched `input` is `""`
   * in any case, as a real submit shows. Default `"omitted"`.
   */
  readonly unfilledFields: "omitted" | "empty_text" | "null";
  /** Whether a button outside a form sends `timezone`, as one sample shows and real clicks do not. Default false. */
  readonly timezoneOnButtons: boolean;
  /**
   * Whether a component outside a form sends its `name`: inputs do in a sample; nothing says so for others.
   * Default `"inputs"`.
   */
  readonly nameOutsideForms: "inputs" | "all" | "none";
  /** Whether a form's reset button with a `callback` behavior calls back, as a sample suggests. Default false. */
  readonly resetButtonCallsBack: boolean;
  /**
   * What becomes of a template's variable that is not given, and of a value that the template has no variable for.
   * `"lenient"`: the place stays empty, and the value is ignored; `"strict"`: both are refused with 200732, which finds
   * misspelt names. No document says what the platform does. Default `"lenient"`.
   */
  readonly templateVariables: "lenient" | "strict";
}

/** The values of each quirk, the default first. */
export const QUIRK_VALUES: { readonly [Name in keyof Quirks]: readonly Quirks[Name][] } = {
  selectImg: ["options_array", "options_text", "option"],
  unfilledFields: ["omitted", "empty_text", "null"],
  timezoneOnButtons: [false, true],
  nameOutsideForms: ["inputs", "all", "none"],
  resetButtonCallsBack: [false, true],
  templateVariables: ["lenient", "strict"],
};

/** Fills in defaults. Throws `bad_option` for the first quirk that is unknown or has no such value. */
export function resolveQuirks(given: Partial<Quirks>): Quirks {
  refuseUnknownNames(given, Object.keys(QUIRK_VALUES), "member of quirks");
  for (const [name, value] of Object.entries(given)) {
    const allowed: readonly unknown[] = QUIRK_VALUES[name as keyof Quirks];
    if (value === undefined || allowed.includes(value)) continue;
    const list = allowed.map((each) => JSON.stringify(each)).join(" or ");
    throw wrong(`quirks.${name}`, value, list);
  }
  const defaults = Object.fromEntries(Object.entries(QUIRK_VALUES).map(([name, [first]]) => [name, first]));
  return { ...defaults, ...definedOf(given) } as Quirks;
}

function definedOf(given: Partial<Quirks>): Partial<Quirks> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
