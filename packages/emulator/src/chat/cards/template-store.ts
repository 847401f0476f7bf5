import { resolveTemplate, type VariableType } from "@larkwire/cards";
import type { JsonObject } from "../../json-object.ts";
import type { Quirks } from "../interaction/quirks.ts";
import { CARD_FAULT_CODE, type CardFault } from "./card-fault.ts";

/** A card of the card builder, as an app publishes it. */
export interface TemplateInput {
  /** `AAq…`, as the builder gives it. */
  readonly templateId: string;
  /** Such as `1.0.0`. Publishing a name again replaces that version. */
  readonly versionName: string;
  /** Card JSON with `${name}` where a variable's value goes; a text that is nothing else takes a value of any type. */
  readonly card: object;
  /**
   * The types of the variables, by name, as the builder has them: `text`, `integer`, `option_array` …; another value is
   * refused with 200732, one in another format with 200737. Default: not known, and nothing is checked.
   */
  readonly variables?: Readonly<Record<string, VariableType>> | undefined;
  /** Apps that may use it, by id. Default: all. */
  readonly visibleTo?: readonly string[] | undefined;
}

/** What a message or an answer names: `{ template_id, template_version_name?, template_variable? }`. */
export type TemplateReference = JsonObject;

/** One published state of a template. */
interface TemplateVersion {
  readonly card: JsonObject;
  readonly variables?: Readonly<Record<string, VariableType>>;
}

interface Template {
  readonly versions: Map<string, TemplateVersion>;
  latest: string;
  visibleTo: readonly string[] | undefined;
}

/** A template in a snapshot. */
export interface TemplateState {
  readonly templateId: string;
  readonly versions: readonly (readonly [name: string, version: TemplateVersion])[];
  readonly latest: string;
  readonly visibleTo?: readonly string[] | undefined;
}

/** The published templates. */
export class TemplateStore {
  readonly #templates = new Map<string, Template>();
  readonly #variables: Quirks["templateVariables"];

  constructor(variables: Quirks["templateVariables"]) {
    this.#variables = variables;
  }

  /** @param card already copied: it is not changed later */
  publish({ templateId, versionName, visibleTo, variables }: TemplateInput, card: JsonObject): void {
    const template = this.#templates.get(templateId) ?? { versions: new Map(), latest: versionName, visibleTo };
    template.versions.set(versionName, { card, ...(variables === undefined ? {} : { variables: { ...variables } }) });
    template.latest = versionName;
    template.visibleTo = visibleTo;
    this.#templates.set(templateId, template);
  }

  snapshot(): TemplateState[] {
    return [...this.#templates].map(([templateId, { versions, latest, visibleTo }]) => {
      return { templateId, versions: [...versions], latest, visibleTo };
    });
  }

  restore(state: readonly TemplateState[]): void {
    this.#templates.clear();
    for (const { templateId, versions, latest, visibleTo } of state) {
      this.#templates.set(templateId, { versions: new Map(versions), latest, visibleTo });
    }
  }

  /** Whether a template of this id was published here, in whatever version. */
  has(templateId: unknown): boolean {
    return this.#templates.has(String(templateId));
  }

  /** The card with its variables filled in. The rules of variables are those of `@larkwire/cards`. */
  render(reference: TemplateReference, appId: string): JsonObject | CardFault {
    const templateId = String(reference.template_id);
    const template = this.#templates.get(templateId);
    if (template?.visibleTo?.includes(appId) === false) {
      const message = "template is not visible to app, please confirm whether the app is allowed to use this template";
      return { code: CARD_FAULT_CODE.templateInvisible, message, value: `id: ${appId}, templateID: ${templateId}` };
    }
    const { versions, latest } = template ?? { versions: new Map<string, never>(), latest: "" };
    const wanted = { ...reference, template_version_name: reference.template_version_name ?? latest };
    const published = template && {
      templateId,
      versions: [...versions].map(([name, version]) => ({ name, ...version })),
    };
    const result = resolveTemplate(published, wanted, { strict: this.#variables === "strict" });
    if (result.ok) return result.card;
    const { subCode: code, msg: text, reason } = result;
    return { code, message: reason, text, detail: reason };
  }
}

export function isCardFault(value: JsonObject | CardFault): value is CardFault {
  return typeof value.code === "number" && typeof value.message === "string";
}
