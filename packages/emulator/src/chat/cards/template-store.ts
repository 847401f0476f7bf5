import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { CARD_FAULT_CODE, type CardFault } from "./card-fault.ts";

/** A card of the card builder, as an app publishes it. */
export interface TemplateInput {
  /** `AAq…`, as the builder gives it. */
  readonly templateId: string;
  /** Such as `1.0.0`. Publishing a name again replaces that version. */
  readonly versionName: string;
  /** Card JSON with `${name}` where a variable's value goes; a text that is nothing else takes a value of any type. */
  readonly card: object;
  /** Apps that may use it, by id. Default: all. */
  readonly visibleTo?: readonly string[] | undefined;
}

/** What a message or an answer names: `{ template_id, template_version_name?, template_variable? }`. */
export type TemplateReference = JsonObject;

interface Template {
  readonly versions: Map<string, JsonObject>;
  latest: string;
  visibleTo: readonly string[] | undefined;
}

/** A template in a snapshot. */
export interface TemplateState {
  readonly templateId: string;
  readonly versions: readonly (readonly [name: string, card: JsonObject])[];
  readonly latest: string;
  readonly visibleTo?: readonly string[] | undefined;
}

/** The published templates. */
export class TemplateStore {
  readonly #templates = new Map<string, Template>();

  /** @param card already copied: it is not changed later */
  publish({ templateId, versionName, visibleTo }: TemplateInput, card: JsonObject): void {
    const template = this.#templates.get(templateId) ?? { versions: new Map(), latest: versionName, visibleTo };
    template.versions.set(versionName, card);
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

  /** The card with its variables filled in; a variable without a value leaves an empty text. */
  render(reference: TemplateReference, appId: string): JsonObject | CardFault {
    const id = String(reference.template_id);
    const template = this.#templates.get(id);
    const name = reference.template_version_name ?? template?.latest;
    const card = typeof name === "string" ? template?.versions.get(name) : undefined;
    if (template === undefined || card === undefined) {
      const message = "template does not exist, please confirm whether this template has been released";
      return { code: CARD_FAULT_CODE.templateMissing, message, value: `templateID: ${id}` };
    }
    if (template.visibleTo !== undefined && !template.visibleTo.includes(appId)) {
      const message = "template is not visible to app, please confirm whether the app is allowed to use this template";
      return { code: CARD_FAULT_CODE.templateInvisible, message, value: `id: ${appId}, templateID: ${id}` };
    }
    const variables = isJsonObject(reference.template_variable) ? reference.template_variable : {};
    return fill(card, new Map(Object.entries(variables))) as JsonObject;
  }
}

export function isCardFault(value: JsonObject | CardFault): value is CardFault {
  return typeof value.code === "number" && typeof value.message === "string";
}

const WHOLE = /^\$\{([A-Za-z]\w*)\}$/;
const PART = /\$\{([A-Za-z]\w*)\}/g;

function fill(node: unknown, variables: ReadonlyMap<string, unknown>): unknown {
  if (typeof node === "string") return fillText(node, variables);
  if (Array.isArray(node)) return node.map((child) => fill(child, variables));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, fill(child, variables)]));
}

function fillText(text: string, variables: ReadonlyMap<string, unknown>): unknown {
  const [, only] = WHOLE.exec(text) ?? [];
  if (only !== undefined) return variables.get(only) ?? "";
  return text.replaceAll(PART, (_, name: string) => String(variables.get(name) ?? ""));
}
