import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type App, type Emulator, type GroupChat, startEmulator, type User } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { button } from "../support/world.ts";

interface Scene {
  readonly emulator: Emulator;
  readonly app: App;
  readonly alice: User;
  readonly bob: User;
  readonly chat: GroupChat;
  readonly peer: Peer;
}

const cardV1 = (text: string): object => ({ elements: [{ tag: "markdown", content: text }, button("Go", { go: 1 })] });

/** A group in which everything has happened once. */
async function scene(t: TestContext): Promise<Scene> {
  const emulator = await startEmulator({ clock: "manual", seed: 7 });
  t.after(() => emulator.close());
  const app = emulator.createApp({ name: "Bot" });
  const alice = emulator.createUser({ name: "Alice", locale: "en_us", email: "alice@example.com" });
  const bob = emulator.createUser({ name: "Bob", tenant: emulator.createTenant("Elsewhere") });
  const group = emulator.createGroup({ name: "Ops", people: [alice, bob], bots: [app] });
  const chat = alice.openGroup(group);
  const peer = await Peer.connect(emulator, app);
  const answered = async <T>(deed: Promise<T>, answer?: object): Promise<T> => {
    peer.answer(await peer.push(), answer);
    return deed;
  };
  const card = chat.postCard(cardV1("open"));
  await answered(card.as(bob).click("Go"), { card: { type: "raw", data: cardV1("only for Bob") } });
  await answered(chat.say("@Bot hello @Bob"));
  await answered((chat.messages[1] ?? assert.fail()).react("OK"));
  await answered((chat.messages[1] ?? assert.fail()).reply("@Bot again", { inThread: true }));
  const preview = {
    inline: { title: "T" },
    card: { type: "raw", data: { schema: "2.0", body: { elements: [button("Go")] } } },
  };
  await answered(chat.paste("https://example.com/1"), preview);
  await answered((chat.messages[2] ?? assert.fail()).recall());
  return { emulator, app, alice, bob, chat, peer };
}

/** All that two people see. */
function seen({ alice, bob, chat }: Pick<Scene, "alice" | "bob" | "chat">): unknown {
  return [alice, bob].map((user) => {
    const view = user.openGroup({ chatId: chat.chatId } as Parameters<User["openGroup"]>[0]);
    return view.messages.map((message) => ({
      ...{ id: message.messageId, text: message.text, sender: message.sender, gone: message.isGone },
      ...{ reactions: message.reactions, thread: message.threadId, parent: message.replyTo?.messageId },
      screen: message.card?.screen(),
      versions: message.card?.versions.map(({ number, change, seenBy }) => [
        number,
        change.kind,
        [seenBy].flat().length,
      ]),
    }));
  });
}

test("a snapshot brings back what each person saw, as the same objects", async (t) => {
  const { emulator, app, alice, bob, chat, peer } = await scene(t);
  const before = seen({ alice, bob, chat });
  const ids = [alice.openId(app), alice.unionId, bob.ids(app)];
  const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()));
  const card = chat.messages[0]?.card ?? assert.fail();
  chat.postCard(cardV1("later"));
  const carol = emulator.createUser({ name: "Carol" });
  emulator.restore(snapshot);
  assert.deepEqual(seen({ alice, bob, chat }), before);
  assert.deepEqual([alice.openId(app), alice.unionId, bob.ids(app)], ids);
  assert.equal(chat.messages[0]?.card?.content, card.content);
  assert.throws(() => card.as(carol), { code: "bad_argument" });
  const clicked = card.as(bob).click("Go");
  peer.answer(await peer.push(), { card: { type: "raw", data: cardV1("after") } });
  await clicked;
  assert.deepEqual([card.text, card.as(bob).text], ["open", "after"]);
});

test("another emulator goes on where the snapshot was taken", async (t) => {
  const { emulator, chat } = await scene(t);
  const other = await startEmulator({ clock: "manual", seed: 8 });
  t.after(() => other.close());
  other.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  assert.deepEqual(other.snapshot(), emulator.snapshot());
  const admin = async (path: string): Promise<unknown> => (await fetch(`${other.admin}${path}`)).json();
  const messageId = chat.messages[0]?.messageId;
  const found = (await admin(`/cards/${messageId}`)) as { data: { content: unknown } };
  assert.deepEqual(found.data.content, chat.messages[0]?.card?.content);
});

test("after a reset nobody is there, and a wait has ended", async (t) => {
  const { emulator, chat } = await scene(t);
  const waiting = chat.nextCard({ clock: "emulator" });
  emulator.reset();
  await assert.rejects(waiting, { code: "emulator_closed" });
  assert.deepEqual(chat.messages, []);
  const app = emulator.createApp();
  assert.equal(emulator.createUser({ name: "Alice" }).openChat(app).messages.length, 0);
});
