import type { ButtonV1, CardV1, PlainTextV1 } from "../../src/index.ts";

const plain = (content: string): PlainTextV1 => ({ tag: "plain_text", content });
const button = (content: string, value: Record<string, unknown>, type: ButtonV1["type"] = "default"): ButtonV1 => ({
  tag: "button",
  text: plain(content),
  type,
  value,
});

/** Cards as bots send them, in the older dialect. */
export const GOOD_V1: Readonly<Record<string, CardV1>> = {
  approval: {
    config: { wide_screen_mode: true, update_multi: true },
    header: { title: plain("Leave"), template: "blue" },
    elements: [
      {
        tag: "div",
        fields: [
          { is_short: true, text: { tag: "lark_md", content: "**Who**\nZhang Min" } },
          { is_short: true, text: { tag: "lark_md", content: "**Days**\n3" } },
        ],
      },
      { tag: "hr" },
      {
        tag: "action",
        layout: "bisected",
        actions: [button("Approve", { ok: 1 }, "primary"), button("Refuse", { ok: 0 }, "danger")],
      },
      { tag: "note", elements: [plain("From the approval bot"), { tag: "img", img_key: "img_1", alt: plain("logo") }] },
    ],
  },
  "every interactive component": {
    elements: [
      {
        tag: "action",
        actions: [
          {
            tag: "overflow",
            options: [
              { text: plain("A"), value: "a" },
              { text: plain("B"), multi_url: { url: "https://a.b" } },
            ],
          },
          {
            tag: "select_static",
            placeholder: plain("Pick"),
            options: [{ text: plain("A"), value: "a" }],
            initial_option: "a",
          },
          { tag: "select_person", placeholder: plain("Who?") },
          { tag: "date_picker", initial_date: "2026-01-31", value: { key: "due" } },
          { tag: "picker_time", initial_time: "09:00" },
          { tag: "picker_datetime", placeholder: plain("When?") },
          { tag: "input", placeholder: plain("Say something"), label: plain("Note") },
        ],
      },
    ],
  },
  form: {
    header: { title: plain("Feedback") },
    elements: [
      {
        tag: "form",
        name: "feedback",
        elements: [
          { tag: "input", name: "text", required: true },
          { tag: "multi_select_static", name: "topics", options: [{ text: plain("Speed"), value: "speed" }] },
          {
            tag: "column_set",
            columns: [
              {
                tag: "column",
                elements: [{ tag: "button", name: "send", text: plain("Send"), action_type: "form_submit" }],
              },
              {
                tag: "column",
                elements: [{ tag: "button", name: "clear", text: plain("Clear"), action_type: "form_reset" }],
              },
            ],
          },
        ],
      },
    ],
  },
  "form of behaviours": {
    elements: [
      {
        tag: "form",
        name: "vote",
        elements: [
          { tag: "checker", name: "yes", text: plain("Yes") },
          {
            tag: "button",
            name: "send",
            text: plain("Send"),
            behaviors: [
              { type: "form_action", behavior: "submit" },
              { type: "callback", value: { vote: 1 } },
            ],
          },
        ],
      },
    ],
  },
  "by language": {
    header: { title: { tag: "plain_text", i18n: { zh_cn: "早上好", en_us: "Good morning" } }, template: "green" },
    i18n_elements: {
      zh_cn: [
        { tag: "markdown", content: "**你好**" },
        { tag: "action", actions: [{ ...button("好", {}), name: "ok" }] },
      ],
      en_us: [
        { tag: "markdown", content: "**Hello**" },
        { tag: "action", actions: [{ ...button("Ok", {}), name: "ok" }] },
      ],
    },
  },
  "text with something at its right": {
    elements: [
      {
        tag: "div",
        text: plain("Deploy to"),
        extra: { tag: "select_static", options: [{ text: plain("prod"), value: "p" }] },
      },
      {
        tag: "div",
        text: { tag: "lark_md", content: "**Done**" },
        extra: { tag: "img", img_key: "img_1", alt: plain("chart") },
      },
      { tag: "div", text: plain("More"), extra: button("Open", { id: 1 }) },
    ],
  },
  links: {
    card_link: { url: "https://example.com", pc_url: "https://example.com/pc" },
    elements: [
      { tag: "markdown", content: "See [this]($link)", href: { link: { url: "https://a.b" } } },
      {
        tag: "action",
        actions: [
          { tag: "button", text: plain("Open"), url: "https://a.b", value: { log: 1 }, complex_interaction: true },
        ],
      },
      { tag: "column_set", action: { multi_url: { url: "https://a.b" } }, columns: [{ tag: "column", width: "auto" }] },
    ],
  },
  pictures: {
    elements: [
      { tag: "img", img_key: "img_1", alt: plain("wide"), size: "stretch_without_padding", mode: "fit_horizontal" },
      { tag: "img_combination", combination_mode: "trisect", img_list: [{ img_key: "img_1" }], corner_radius: "8px" },
    ],
  },
  "chart and table": {
    elements: [
      { tag: "chart", chart_spec: { type: "pie", data: [{ values: [] }] }, height: "200px" },
      { tag: "table", columns: [{ name: "a", data_type: "number" }], rows: [{ a: 1 }, {}], row_height: "40px" },
    ],
  },
  "panel and area": {
    elements: [
      {
        tag: "collapsible_panel",
        header: { title: plain("More") },
        elements: [{ tag: "chart", chart_spec: { type: "bar" } }],
      },
      {
        tag: "interactive_container",
        behaviors: [{ type: "callback", value: { id: 1 } }],
        elements: [{ tag: "markdown", content: "Click me" }],
      },
    ],
  },
  "icons in the title": {
    schema: "1.0",
    header: {
      title: plain("Title"),
      subtitle: plain("Subtitle"),
      text_tag_list: [{ tag: "text_tag", text: plain("new"), color: "neutral" }],
      ud_icon: { token: "chat-forbidden_outlined", style: { color: "red" } },
    },
    elements: [
      { tag: "person_list", persons: [{ id: "ou_1" }], ud_icon: { tag: "standard_icon", token: "add_outlined" } },
    ],
  },
  "for older clients": {
    fallback: {
      trigger_conditions: [
        { type: "min_client_version", value: "7.4" },
        { type: "element_tags", value: ["table"] },
      ],
    },
    elements: [{ tag: "person", user_id: "ou_1" }],
  },
  blank: {},
};
