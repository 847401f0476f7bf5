import assert from "node:assert/strict";
import { test } from "node:test";
import type { ManualClock } from "../../../../test/support/manual-clock.ts";
import { postMessage } from "../../src/chat/messages/post-message.ts";
import type { Chat } from "../../src/index.ts";
import { button, cardV2, startWorld } from "../support/world.ts";
import { newModel } from "./support/model.ts";

interface Bot {
  readonly clock: ManualClock;
  readonly chat: Chat;
  /** Sends a message as REST does. */
  send(msgType: string, content: object): void;
  close(): void;
}

function newBot(): Bot {
  const { town, views, clock, newApp } = newModel();
  const app = newApp();
  const chat = views.createUser({ name: "Alice" }).openChat(app);
  const conversation = town.conversation(chat.chatId) ?? assert.fail();
  const author = { kind: "app", app } as const;
  const send = (msgType: string, content: object): void => {
    const posted = postMessage(town, { author, chat: conversation, msgType, content: JSON.stringify(content) });
    assert.ok(posted.ok, JSON.stringify(posted));
  };
  return { clock, chat, send, close: () => views.close() };
}

test("a card that comes later is waited for, one that has come is taken at once, and none twice", async () => {
  const { chat, send } = newBot();
  send("text", { text: "one moment" });
  send("interactive", cardV2([button("First")]));
  const waiting = [chat.nextCard(), chat.nextCard()] as const;
  send("interactive", cardV2([button("Second")]));
  const [first, second] = await Promise.all(waiting);
  assert.deepEqual([first.screen(), second.screen()], ["[ First ]", "[ Second ]"]);
  send("text", { text: "done" });
  const message = await chat.nextMessage();
  assert.deepEqual([message.text, message.isFromBot, message.msgType], ["done", true, "text"]);
});

test("what was posted by hand is not waited for, and what people write neither", async () => {
  const { chat, send } = newBot();
  chat.postCard(cardV2([button("By hand")]));
  await chat.say("hello").catch(() => undefined);
  send("image", { image_key: "img_1" });
  assert.equal((await chat.nextMessage()).text, "(image)");
});

test("a wait ends with what did come, on the clock of one's choice", async () => {
  const { chat, send, clock } = newBot();
  send("text", { text: "no card today" });
  const error = {
    code: "nothing_came",
    message: /No card of a bot came within 1 ms\. What came: text "no card today";/,
  };
  await assert.rejects(chat.nextCard({ timeoutMs: 1 }), error);
  const waiting = chat.nextCard({ timeoutMs: 60_000, clock: "emulator" });
  clock.skip(60_000);
  await assert.rejects(waiting, { code: "nothing_came", message: /within 60000 ms/ });
  assert.equal(clock.timerCount, 0);
});

test("the error of a wait says that the bot has not heard what was said", async (t) => {
  const { chat } = await startWorld(t);
  await chat.say("hello");
  await assert.rejects(chat.nextMessage({ timeoutMs: 1 }), {
    code: "nothing_came",
    message: /Nothing came; .*What was said last did not arrive: No long connection of cli_\w+ is open/,
  });
});

test("a wait ends with the emulator, and later ones at once", async () => {
  const { chat, close, clock } = newBot();
  const waiting = chat.nextCard({ clock: "emulator" });
  close();
  await assert.rejects(waiting, { code: "emulator_closed" });
  await assert.rejects(chat.nextMessage(), { code: "emulator_closed" });
  assert.equal(clock.timerCount, 0);
});

test("options of a wait that make no sense are refused", async () => {
  const { chat } = newBot();
  const options = [{ timeoutMs: 0 }, { timeoutMs: 1.5 }, { clock: "wall" }, { timeout: 5 }];
  for (const each of options) await assert.rejects(chat.nextCard(each as object), { code: "bad_argument" });
});

test("messages read as a person reads them", async () => {
  const { chat, send } = newBot();
  const post = {
    zh_cn: {
      title: "News",
      content: [
        [
          { tag: "text", text: "see " },
          { tag: "a", text: "here", href: "https://x.example" },
        ],
        [{ tag: "img", image_key: "k" }],
      ],
    },
  };
  send("post", post);
  send(
    "interactive",
    cardV2([{ tag: "markdown", content: "**Bold** and <font color='red'>red</font> [link](https://x.example)" }]),
  );
  assert.deepEqual(
    chat.messages.map(({ text, sender }) => [sender, text]),
    [
      ["Emulated app", "News\nsee here\n(image)"],
      ["Emulated app", "Bold and red link"],
    ],
  );
});
