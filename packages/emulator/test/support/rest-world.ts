import type { TestContext } from "node:test";
import type { ManualClock } from "../../../../test/support/manual-clock.ts";
import type { App, Chat, Emulator, EmulatorOptions, Group, User } from "../../src/index.ts";
import { Rest, type RestAnswer } from "./rest.ts";
import { startWorld } from "./world.ts";

/** A world in which a bot calls the platform: one app, two people, a chat with each and a group. */
export interface RestWorld {
  readonly emulator: Emulator;
  readonly clock: ManualClock;
  readonly app: App;
  readonly rest: Rest;
  readonly alice: User;
  readonly bob: User;
  readonly chat: Chat;
  readonly group: Group;
  /** Sends a message to the chat with Alice. `content` is made JSON. */
  send(msgType: string, content: unknown, more?: object): Promise<RestAnswer>;
  /** As `send`; the id of the message. */
  sent(msgType: string, content: unknown, more?: object): Promise<string>;
}

export async function startRestWorld(test: TestContext, options: EmulatorOptions = {}): Promise<RestWorld> {
  const { emulator, clock, app, alice, chat } = await startWorld(test, options);
  const bob = emulator.createUser({ name: "Bob", email: "bob@example.com" });
  const group = emulator.createGroup({ name: "Team", people: [alice, bob], bots: [app] });
  const rest = new Rest(emulator, app);
  const send: RestWorld["send"] = (msgType, content, more = {}) =>
    rest.post("im/v1/messages?receive_id_type=chat_id", {
      receive_id: chat.chatId,
      msg_type: msgType,
      content: JSON.stringify(content),
      ...more,
    });
  const sent: RestWorld["sent"] = async (msgType, content, more) => {
    const { body } = await send(msgType, content, more);
    if (body.code !== 0) throw new Error(`sending failed with ${body.code}: ${body.msg}`);
    return String(body.data.message_id);
  };
  return { emulator, clock, app, rest, alice, bob, chat, group, send, sent };
}

/** A shared 1.0 card with the button "Approve" and a text. */
export function sharedCardV1(text: string): object {
  return {
    config: { update_multi: true },
    header: { title: { tag: "plain_text", content: "Report" } },
    elements: [
      { tag: "div", text: { tag: "lark_md", content: text } },
      {
        tag: "action",
        actions: [{ tag: "button", text: { tag: "plain_text", content: "Approve" }, value: { id: 7 } }],
      },
    ],
  };
}
