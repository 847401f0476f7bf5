import type { Delivery } from "../delivery/delivery.ts";
import type { ConnectionInfo } from "../gateway/connection-info.ts";

/** Something that happened on the platform. */
export type Happening =
  /** A client opened a long connection. */
  | { readonly type: "connection_opened"; readonly appId: string; readonly connection: ConnectionInfo }
  /** It ended, with the close code of RFC 6455; 1006 is a cut. */
  | { readonly type: "connection_closed"; readonly appId: string; readonly connectionId: string; readonly code: number }
  /** A client got no URL, or its upgrade was refused. */
  | { readonly type: "client_refused"; readonly appId?: string | undefined; readonly reason: string }
  /** A push was sent, or something new is known of it: the same `messageId` comes again. */
  | { readonly type: "delivery"; readonly appId: string; readonly delivery: Delivery }
  /** A message was sent, or something about it has changed: its card, its reactions, that it was recalled. */
  | { readonly type: "message_posted" | "message_changed"; readonly chatId: string; readonly messageId: string }
  /** A card shows something else now, or was posted; `content` is what those see who have no card of their own. */
  | { readonly type: "card_shown"; readonly appId: string; readonly messageId: string; readonly content: unknown }
  /** Settings were saved into the draft. */
  | { readonly type: "console_saved"; readonly appId: string; readonly settings: readonly string[] }
  /** The draft was published: it is in effect. */
  | { readonly type: "console_published"; readonly appId: string; readonly version: string }
  /** The company's administrator lets the app run, or stops it. */
  | { readonly type: "app_enabled" | "app_disabled"; readonly appId: string }
  /** A fault switch did what it is for. */
  | {
      readonly type: "fault_acted";
      readonly faultId: string;
      readonly kind: string;
      readonly appId?: string | undefined;
      readonly connectionId?: string | undefined;
      /** The way of the push, or of the client that connects; missing for a REST call. */
      readonly transport?: "long_connection" | "webhook" | undefined;
    }
  /** Time was moved. */
  | { readonly type: "clock_advanced"; readonly byMs: number }
  /** The emulator was emptied, or a snapshot was loaded. Whatever came before is void. */
  | { readonly type: "reset" | "restored" };

/** A happening in the stream. */
export type ActivityEntry = Happening & {
  /** Counts up from 1; a gap means that entries were dropped. */
  readonly id: number;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
};
