import type { URLPreviewInline } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import type { CardState } from "../cards/card-state.ts";
import type { Message } from "../messages/message.ts";
import type { User } from "../people/user.ts";
import type { Preview } from "./preview.ts";

/** What one person's client shows in place of a link. */
export interface PulledPreview {
  /** The line in place of the bare link; missing when the link stays bare. */
  readonly inline: URLPreviewInline | undefined;
  /** The card below the message. */
  readonly card: CardState | undefined;
  /** How often this person's clients have pulled it. */
  readonly count: number;
  /** The last pull, for those who wait for it. */
  readonly preview: Preview | undefined;
}

/** A link in a message, and what each person's client has pulled for it. */
export interface LinkPreviewState {
  readonly url: string;
  /** Names this link of this message: `preview_token`. */
  readonly token: string;
  /** The app that is asked about it. */
  readonly app: App;
  readonly pulled: Map<User, PulledPreview>;
}

/** A link that was sent, and where. */
export interface SentLink {
  readonly message: Message;
  readonly state: LinkPreviewState;
}
