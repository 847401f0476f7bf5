import type { AppConfig, Subscription } from "./app-config.ts";

/** What `emulator.createApp` takes. The settings among it count at once, as if a version had been published with them. */
export interface AppOptions {
  /** `cli_` and 16 hexadecimal digits. Default: a new one. */
  readonly appId?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly appSecret?: string | undefined;
  /** Default `"Emulated app"`. */
  readonly name?: string | undefined;
  /** The company that built and uses it. Default: the one the emulator starts with. */
  readonly tenant?: { readonly tenantKey: string } | undefined;
  /** Default `"self_built"`. A store app gets no long connection, so its modes are the webhook. */
  readonly kind?: AppConfig["kind"] | undefined;
  /**
   * `true`: as the real console creates an app, with no bot, nothing subscribed, no permission and no version; the
   * other settings go into its draft. Default `false`: set up and published, with everything subscribed.
   */
  readonly blank?: boolean | undefined;
  /** Key of encrypted webhook bodies; `""` sends them plain. Default: 32 random letters and digits; `""` when blank. */
  readonly encryptKey?: string | undefined;
  /** Default: 32 random letters and digits. */
  readonly verificationToken?: string | undefined;
  /**
   * Permissions by platform name, besides those that known events and calls need; when blank, all there are.
   * `contact:user.employee_id:readonly` adds `user_id` to events. Default: none.
   */
  readonly scopes?: readonly string[] | undefined;
  /** How events are pushed. Default: all of them, over the long connection; with a `requestUrl` by webhook. */
  readonly events?: Partial<Subscription> | undefined;
  /** How callbacks are pushed. Default as for `events`. */
  readonly callbacks?: Partial<Subscription> | undefined;
  /** The bot page's own address for legacy card callbacks. Default: none. */
  readonly legacyCardUrl?: string | undefined;
  /** Links that the app previews. Default: all. */
  readonly linkPreviewRules?: "all" | readonly string[] | undefined;
  /** Whether the app has a bot. Default: yes. */
  readonly bot?: boolean | undefined;
}
