import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorld } from "../../test/support/world.ts";
import { runPythonBot, withoutPython } from "../support/python-bot.ts";

const options = { skip: withoutPython() };

/** What `rest.py` prints. */
interface Said {
  readonly entity: number;
  readonly sent: readonly [code: number, messageId: string];
  readonly streamed: number;
  readonly reply: readonly [code: number, parentId: string];
  readonly picture: readonly [code: number, imageKey: string];
  readonly refused: readonly [code: number, msg: string, logId: string];
}

test("sends a card entity, streams into it, replies and uploads a picture", options, async () => {
  await using world = await startWorld();
  const { emulator, app, chat } = world;
  const said = await runPythonBot<Said>("rest.py", emulator, app, { RECEIVER: chat.user.openId(app) });
  assert.deepEqual([said.entity, said.sent[0], said.streamed, said.reply[0], said.picture[0]], [0, 0, 0, 0, 0]);
  assert.equal(said.reply[1], said.sent[1]);
  assert.match(said.picture[1], /^img_/);
  const [code, msg, logId] = said.refused;
  assert.equal(code, 230001);
  assert.match(msg, /This message is NOT a card/);
  assert.match(logId, /^\d{14}[0-9A-F]{20}$/);
  const response = await fetch(`${emulator.admin}/cards/${said.sent[1]}`);
  const shown = JSON.stringify(await response.json());
  assert.ok(shown.includes('"content":"Hello from Python"'), shown);
});
