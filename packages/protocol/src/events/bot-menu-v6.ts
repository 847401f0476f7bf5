import type { P2Envelope } from "../envelope/envelope.ts";
import type { UserId } from "./user-id.ts";

/** The `event` of `application.bot.menu_v6`. */
export interface BotMenuV6Event {
  /** Who chose the entry. */
  operator: {
    /** Only for apps that may read names. */
    operator_name?: string;
    /** That person's ids. */
    operator_id: UserId;
  };
  /** The key given to the menu entry in the developer console, 30 characters at most. */
  event_key: string;
  /** Whole seconds, as a number. */
  timestamp: number;
}

/** `application.bot.menu_v6`: somebody chose an entry of the bot's menu. Source: the reference of that event. */
export type P2ApplicationBotMenuV6 = P2Envelope<BotMenuV6Event>;
