import assert from "node:assert/strict";
import { test } from "node:test";
import { button, cardV2, startWorld } from "../support/world.ts";

const text = (content: string): object => ({ tag: "plain_text", content });
const OPTIONS = [
  { text: text("Red"), value: "r" },
  { text: text("Off"), value: "o" },
];

test("a card is read in the person's language", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const bob = emulator.createUser({ name: "Bob", locale: "en_us" });
  const words = { tag: "plain_text", content: "同意", i18n_content: { en_us: "Agree" } };
  const modern = cardV2([{ ...(button("x") as object), text: words }]);
  const older = {
    i18n_elements: { zh_cn: [{ tag: "markdown", content: "你好" }], en_us: [{ tag: "markdown", content: "Hello" }] },
  };
  assert.deepEqual([chat.postCard(modern).screen(), chat.postCard(older).text], ["[ 同意 ]", "你好"]);
  const theirs = bob.openChat(app);
  assert.deepEqual([theirs.postCard(modern).screen(), theirs.postCard(older).text], ["[ Agree ]", "Hello"]);
});

test("everything on a card is drawn, and what is not known is named", async (t) => {
  const { alice, app, chat } = await startWorld(t);
  const card = chat.postCard({
    schema: "2.0",
    header: {
      title: text("Report"),
      subtitle: text("of today"),
      text_tag_list: [{ tag: "text_tag", text: text("new"), color: "blue" }],
    },
    body: {
      elements: [
        { tag: "div", text: text("plain **not bold**"), fields: [{ is_short: true, text: text("field") }] },
        {
          tag: "markdown",
          content: `# Head\n**bold** *it* ~~gone~~ <at id=${alice.openId(app)}></at> <at id=ou_x></at> ![cat](k)`,
        },
        { tag: "hr" },
        { tag: "img", img_key: "k", alt: text("a cat") },
        { tag: "img_combination", combination_mode: "double", img_list: [{ img_key: "a" }, { img_key: "b" }] },
        { tag: "person", user_id: alice.openId(app) },
        { tag: "person_list", persons: [{ id: alice.openId(app) }, { id: "ou_x" }] },
        { tag: "chart", chart_spec: {} },
        {
          tag: "table",
          columns: [
            { name: "n", display_name: "Name", data_type: "text" },
            { name: "t", data_type: "options" },
          ],
          rows: [
            {
              n: "A",
              t: [
                { text: "x", color: "red" },
                { text: "y", color: "red" },
              ],
            },
            { n: 2 },
          ],
        },
        {
          tag: "column_set",
          columns: [
            { tag: "column", elements: [button("Yes")] },
            { tag: "column", elements: [button("No", undefined, { disabled: true })] },
          ],
        },
        { tag: "interactive_container", elements: [{ tag: "markdown", content: "all of this" }], behaviors: [] },
        {
          tag: "overflow",
          options: [
            { text: text("Edit"), value: "e" },
            { text: text("Delete"), value: "d" },
          ],
        },
        {
          tag: "form",
          name: "f",
          elements: [
            { tag: "input", name: "i", label: text("Reason"), required: true },
            { tag: "input", name: "p", input_type: "password", default_value: "abc" },
            { tag: "select_person", name: "w", initial_option: alice.openId(app) },
            { tag: "multi_select_static", name: "m", options: OPTIONS, selected_values: ["r", "o"] },
            { tag: "date_picker", name: "d", initial_date: "2026-01-02" },
            { tag: "select_img", name: "s", options: [{ img_key: "k", value: "p1" }] },
            button("Send", {}, { name: "send", form_action_type: "submit" }),
          ],
        },
        { tag: "hologram" },
      ],
    },
  });
  assert.equal(
    card.screen(),
    `Report  «new»
of today
===
plain **not bold**
field
Head
bold it gone @Alice @未知用户 (image: cat)
---
(image: a cat)
(2 images)
@Alice
@Alice @未知用户
(chart)
| Name | t |
| A | x, y |
| 2 |  |
[ Yes ]  [ No ] (disabled)
> all of this
[ … Edit | Delete ]
Reason: <请输入>*
"•••"
( Alice ▾ )
( Red, Off ▾ )
( 2026-01-02 ▾ )
(image p1)
[ Send ]
(hologram: not drawn)`,
  );
  assert.equal(card.text.split("\n")[0], "Report  «new»");
  assert.doesNotMatch(card.text, /Send|Yes|▾/);
});
