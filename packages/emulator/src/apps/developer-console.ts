import type { Activity } from "../activity/activity.ts";
import type { Clock } from "../clock.ts";
import { ConsoleError } from "../errors.ts";
import type { Random } from "../random.ts";
import type { RequestUrlVerdict } from "../webhook/judge-challenge.ts";
import type { AppConfig, Subscription } from "./app-config.ts";
import { checkConfig } from "./check-config.ts";
import { type ChecklistItem, checklist } from "./checklist.ts";
import { applyChanges, type ConsoleChanges } from "./console-changes.ts";
import type { AppVersion, ConsoleState } from "./console-state.ts";
import { blankConfig } from "./first-config.ts";
import { immediateSettings } from "./setting-effects.ts";

/** Versions that are kept; older ones are forgotten. */
const MAX_VERSIONS = 100;

const KEY_LENGTH = 32;

/** What a console needs of the rest of the emulator. */
export interface ConsoleHost {
  readonly appId: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly activity: Activity;
  /** Open long connections of the app. */
  connectionCount(): number;
  /** The app that has published this link rule already, if it is another one. */
  ownerOfLinkRule(rule: string): string | undefined;
  /** Asks the server at `url` for its challenge, with the keys of `config`. */
  verifyRequestUrl(url: string, config: AppConfig, appId: string): Promise<RequestUrlVerdict>;
}

/**
 * An app's pages in the developer console. `save` changes the draft and keeps the console's rules; what is saved counts
 * once `publish` was called, except for the keys, which count at once.
 */
export class DeveloperConsole {
  readonly #host: ConsoleHost;
  #state: ConsoleState;
  #published: AppConfig;

  /** @param isPublished whether `draft` counts at once, as version 1.0.0 */
  constructor(host: ConsoleHost, draft: AppConfig, isPublished: boolean) {
    this.#host = host;
    this.#state = { draft, versions: [], publishedCount: 0, enabled: true };
    if (isPublished) this.#state = this.#withVersion();
    this.#published = this.#inEffect();
  }

  /** What is saved, published or not. */
  get draft(): AppConfig {
    return this.#state.draft;
  }

  /** What is in effect. Before the first version nothing is subscribed, and there is no bot. */
  get published(): AppConfig {
    return this.#published;
  }

  /** The published versions, oldest first; the last 100 are kept. */
  get versions(): readonly AppVersion[] {
    return this.#state.versions;
  }

  /** Whether the company's administrator lets the app run. */
  get enabled(): boolean {
    return this.#state.enabled;
  }

  /**
   * Saves all of `changes`, or nothing. Long connection can be saved only while a client is connected, and an address
   * only when it returns the challenge that is sent to it.
   *
   * @throws EmulatorError `bad_argument`, `long_connection_missing`, `long_connection_for_store_app`,
   *   `callback_needs_webhook`, `request_url_refused`, `wrong_tab`, `key_refused`, `link_rule_refused`
   */
  async save(changes: ConsoleChanges): Promise<void> {
    const wanted = this.#checked(changes);
    for (const name of ["events", "callbacks"] as const) {
      if (changes[name] !== undefined) await this.#checkDelivery(name, changes[name], wanted);
    }
    if (changes.legacyCardUrl) await this.#challenge(changes.legacyCardUrl, wanted);
    // Another call may have saved meanwhile, so the changes are put into what there is now.
    this.#change({ draft: this.#checked(changes) });
    this.#host.activity.publish({ type: "console_saved", appId: this.#host.appId, settings: Object.keys(changes) });
  }

  /** Puts a new random Encrypt Key in place of the old one; it counts at once. */
  async regenerateEncryptKey(): Promise<string> {
    const encryptKey = this.#host.random.alphanumeric(KEY_LENGTH);
    await this.save({ encryptKey });
    return encryptKey;
  }

  /** Puts a new random Verification Token in place of the old one; it counts at once. */
  async regenerateVerificationToken(): Promise<string> {
    const verificationToken = this.#host.random.alphanumeric(KEY_LENGTH);
    await this.save({ verificationToken });
    return verificationToken;
  }

  /** Publishes the draft. It counts from now on; the real platform was seen to take about a minute. */
  publish(): AppVersion {
    this.#change(this.#withVersion());
    const version = this.#state.versions.at(-1) as AppVersion;
    this.#host.activity.publish({ type: "console_published", appId: this.#host.appId, version: version.version });
    return version;
  }

  /** As the company's administrator: nothing is pushed, no connection is given, and calls get 99991662. */
  disable(): void {
    this.#setEnabled(false);
  }

  /** As the company's administrator: takes `disable` back. */
  enable(): void {
    this.#setEnabled(true);
  }

  /** What is left to do until events, cards and links reach the app, most important first; empty when nothing is. */
  checklist(): ChecklistItem[] {
    const { appId } = this.#host;
    return checklist({ ...this.#state, appId, published: this.#published, connections: this.#host.connectionCount() });
  }

  /** For `emulator.snapshot()`. */
  snapshot(): ConsoleState {
    return this.#state;
  }

  /** For `emulator.restore()`. */
  restore(state: ConsoleState): void {
    this.#change(state);
  }

  #checked(changes: ConsoleChanges): AppConfig {
    const wanted = applyChanges(this.#state.draft, changes);
    checkConfig(wanted);
    for (const rule of changes.linkPreviewRules === "all" ? [] : (changes.linkPreviewRules ?? [])) {
      const owner = this.#host.ownerOfLinkRule(rule);
      if (owner === undefined) continue;
      throw new ConsoleError(
        "link_rule_refused",
        `The link rule "${rule}" belongs to ${owner} already, and no two apps may have the same. Choose a narrower one.`,
      );
    }
    return wanted;
  }

  async #checkDelivery(name: "events" | "callbacks", change: Partial<Subscription>, wanted: AppConfig): Promise<void> {
    const { mode, requestUrl = "" } = wanted[name];
    if (change.mode === "long_connection" && this.#host.connectionCount() === 0) {
      throw new ConsoleError(
        "long_connection_missing",
        `No client of ${this.#host.appId} is connected (应用未建立长连接). Start the app against this emulator, leave it running, and save ${name} again.`,
        true,
      );
    }
    if (change.mode === "webhook" && requestUrl === "") {
      throw new ConsoleError(
        "request_url_refused",
        `The webhook of ${name} has no address. Save it together with the mode: { mode: "webhook", requestUrl }.`,
      );
    }
    const isNew = change.requestUrl !== undefined || (change.mode !== undefined && mode === "webhook");
    if (isNew && requestUrl !== "") await this.#challenge(requestUrl, wanted);
  }

  async #challenge(url: string, config: AppConfig): Promise<void> {
    const verdict = await this.#host.verifyRequestUrl(url, config, this.#host.appId);
    if (!verdict.ok) throw new ConsoleError("request_url_refused", verdict.reason, true);
  }

  #withVersion(): ConsoleState {
    const { versions, publishedCount, draft } = this.#state;
    const version = `1.0.${publishedCount}`;
    const published: AppVersion = { version, publishedAt: this.#host.clock.now(), config: draft };
    return {
      ...this.#state,
      versions: [...versions, published].slice(-MAX_VERSIONS),
      publishedCount: publishedCount + 1,
    };
  }

  #setEnabled(enabled: boolean): void {
    this.#change({ enabled });
    this.#host.activity.publish({ type: enabled ? "app_enabled" : "app_disabled", appId: this.#host.appId });
  }

  #change(change: Partial<ConsoleState>): void {
    this.#state = { ...this.#state, ...change };
    this.#published = this.#inEffect();
  }

  #inEffect(): AppConfig {
    const { draft, versions } = this.#state;
    const published = versions.at(-1)?.config ?? blankConfig(draft.kind, draft.verificationToken);
    return { ...published, ...immediateSettings(draft) };
  }
}
