import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import type { CardRule } from "../card-rule.ts";
import type { CardDialect } from "../dialect.ts";
import type { Component } from "../rows/component.ts";
import { COMPONENT_TABLE, type DialectTable } from "../table/component-table.ts";
import { type CardPath, cardPointer, formatCardPath } from "../tree/card-path.ts";
import type { CardIssue } from "./card-issue.ts";
import { CARD_LIMITS, type CardLimits, type CardProfile } from "./card-profile.ts";
import { CARD_RULES } from "./card-rules.ts";

/** What of the world outside the card is known. */
export interface CardWorld {
  /** Whether a person exists. Default: everybody does. */
  readonly isUser?: ((id: string) => boolean) | undefined;
  /** Whether an image was uploaded. Default: every one was. */
  readonly isImage?: ((imageKey: string) => boolean) | undefined;
}

/** Where an issue lies when that is not where the check stands, and what the platform shows of it. */
export interface IssueDetails {
  /** Further keys below the place where the check stands. */
  readonly below?: CardPath;
  /** `ErrorValue` of the platform's text. */
  readonly errorValue?: string;
}

/** A form that the check stands in. */
export interface FormState {
  canSubmit: boolean;
}

/** Names that may stand once. A 1.0 card has as many sets of them as languages. */
export interface NameScope {
  /** Names of interactive components and forms; the value says whether a form is concerned. */
  readonly names: Map<string, boolean>;
  readonly elementIds: Set<string>;
  readonly audioIds: Set<string>;
  tables: number;
  charts: number;
}

/** One validation of one card: where it stands, what it has counted, what it has found. */
export class CardCheck {
  readonly card: JsonObject;
  readonly dialect: CardDialect;
  readonly table: DialectTable;
  readonly profile: CardProfile;
  readonly limits: CardLimits;
  readonly world: CardWorld;
  readonly issues: CardIssue[] = [];
  /** Keys from the root to where the check stands. */
  readonly path: (string | number)[] = [];
  /** The component that it stands in. */
  component: Component | undefined = undefined;
  form: FormState | undefined = undefined;
  scope: NameScope = newScope();
  /** Containers around it. */
  nesting = 0;
  /** Elements so far. */
  elements = 0;
  /** Names that the card itself gives to colours and sizes. */
  readonly customColors: readonly string[];
  readonly customTextSizes: readonly string[];
  readonly #maxIssues: number;
  #errors = 0;

  constructor(card: JsonObject, dialect: CardDialect, profile: CardProfile, maxIssues: number, world: CardWorld) {
    this.card = card;
    this.dialect = dialect;
    this.table = COMPONENT_TABLE[dialect];
    this.profile = profile;
    this.limits = CARD_LIMITS[profile];
    this.world = world;
    this.#maxIssues = maxIssues;
    this.customColors = Object.keys(objectAt(card, "config", "style", "color"));
    this.customTextSizes = Object.keys(objectAt(card, "config", "style", "text_size"));
  }

  /** Whether as many errors were found as issues were asked for. */
  get full(): boolean {
    return this.#errors >= this.#maxIssues;
  }

  /**
   * Notes an issue.
   *
   * @param message called only when the issue is kept
   */
  report(rule: CardRule, message: () => string, { below = [], errorValue }: IssueDetails = {}): void {
    const info = CARD_RULES[rule];
    const severity = info.warningInV1 === true && this.dialect === "1.0" ? "warning" : info[this.profile];
    if (!this.#makeRoom(severity)) return;
    const path = [...this.path, ...below];
    this.issues.push({
      path: formatCardPath(this.card, path),
      pointer: cardPointer(path),
      rule,
      severity,
      message: message(),
      source: info.source ?? this.component?.source ?? `Card JSON ${this.dialect} structure`,
      code: severity === "error" ? info.code : 0,
      ...(severity === "error" && info.subCode !== undefined ? { subCode: info.subCode } : {}),
      ...(severity === "error" && info.cardKitCode !== undefined ? { cardKitCode: info.cardKitCode } : {}),
      ...(errorValue === undefined ? {} : { errorValue }),
    });
  }

  /** Whether there is room for one more issue; an error takes the place of a warning. */
  #makeRoom(severity: "error" | "warning"): boolean {
    if (severity === "error") {
      if (this.full) return false;
      this.#errors++;
    }
    if (this.issues.length < this.#maxIssues) return true;
    if (severity === "warning") return false;
    const last = this.issues.findLastIndex((issue) => issue.severity === "warning");
    this.issues.splice(last, 1);
    return true;
  }
}

function objectAt(value: JsonObject, ...keys: string[]): JsonObject {
  let at = value;
  for (const key of keys) {
    const next = at[key];
    if (!isJsonObject(next)) return {};
    at = next;
  }
  return at;
}

/** A scope without any name. */
export function newScope(): NameScope {
  return { names: new Map(), elementIds: new Set(), audioIds: new Set(), tables: 0, charts: 0 };
}
