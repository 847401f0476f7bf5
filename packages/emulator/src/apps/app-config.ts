/** How pushes of one kind reach an app. */
export type SubscriptionMode = "long_connection" | "webhook";

/** One of the two tabs of the console's page on events and callbacks: they are set apart from each other. */
export interface Subscription {
  /** A new app of the real console has the webhook without a `requestUrl`, so nothing reaches it. */
  readonly mode: SubscriptionMode;
  /** Where the webhook is; kept, but not used, while the mode is the long connection. */
  readonly requestUrl?: string | undefined;
  /**
   * Names such as `im.message.receive_v1`; `"all"` is a convenience that the real console does not have. It stands for
   * everything but the legacy `card.action.trigger_v1`, which has to be named.
   */
  readonly subscribed: "all" | readonly string[];
}

/** What a developer sets in the console. What is in effect is what was last published. */
export interface AppConfig {
  /** Store apps get no long connection. Fixed when the app is created. */
  readonly kind: "self_built" | "store";
  /** Whether the app has a bot. Without one no message reaches it and no card calls back. */
  readonly bot: boolean;
  /** What has happened: messages, reactions, groups. */
  readonly events: Subscription;
  /** What asks for an answer: clicks and link previews. */
  readonly callbacks: Subscription;
  /** The bot page's own address for legacy card callbacks (消息卡片请求网址). */
  readonly legacyCardUrl?: string | undefined;
  /** Encrypts and signs webhook bodies; empty: plain and unsigned. At most 32 characters. */
  readonly encryptKey: string;
  /** Stands in every webhook body. 1 to 32 characters. */
  readonly verificationToken: string;
  /** Permissions by platform name. */
  readonly scopes: readonly string[];
  /** `Host[:Port][/Path]` of links that the app previews, at most 10; `"all"` is a convenience: every link. */
  readonly linkPreviewRules: "all" | readonly string[];
}
