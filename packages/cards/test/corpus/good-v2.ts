import type { ButtonV2, CardV2, PlainTextV2 } from "../../src/index.ts";

const plain = (content: string): PlainTextV2 => ({ tag: "plain_text", content });
const callback = (text: string, value: Record<string, unknown>, rest: Partial<ButtonV2> = {}): ButtonV2 => ({
  tag: "button",
  text: plain(text),
  behaviors: [{ type: "callback", value }],
  ...rest,
});

/** Cards as bots send them. */
export const GOOD_V2: Readonly<Record<string, CardV2>> = {
  approval: {
    schema: "2.0",
    config: { update_multi: true, summary: { content: "请假审批" } },
    header: {
      title: plain("请假审批"),
      subtitle: plain("张敏"),
      template: "orange",
      text_tag_list: [{ tag: "text_tag", text: plain("待处理"), color: "orange" }],
      icon: { tag: "standard_icon", token: "approval_colorful" },
    },
    body: {
      elements: [
        { tag: "markdown", content: "**事由**：探亲\n**时长**：3 天\n<at id=ou_1></at> 请处理" },
        { tag: "hr" },
        {
          tag: "column_set",
          horizontal_spacing: "medium",
          columns: [
            {
              tag: "column",
              width: "weighted",
              weight: 1,
              elements: [callback("同意", { ok: true }, { type: "primary" })],
            },
            {
              tag: "column",
              width: "weighted",
              weight: 1,
              elements: [callback("拒绝", { ok: false }, { type: "danger" })],
            },
          ],
        },
      ],
    },
  },
  "form with every field": {
    schema: "2.0",
    body: {
      elements: [
        {
          tag: "form",
          name: "trip",
          vertical_spacing: "12px",
          elements: [
            { tag: "input", name: "reason", label: plain("Reason"), required: true, max_length: 200 },
            { tag: "input", name: "notes", input_type: "multiline_text", rows: 4, auto_resize: true },
            { tag: "select_static", name: "city", options: [{ text: plain("Paris"), value: "par" }] },
            {
              tag: "multi_select_static",
              name: "extras",
              options: [{ text: plain("Car"), value: "car" }],
              required: false,
            },
            { tag: "select_person", name: "boss", placeholder: plain("Who approves?") },
            { tag: "multi_select_person", name: "team", options: [{ value: "ou_1" }, { value: "ou_2" }] },
            { tag: "date_picker", name: "from", initial_date: "2026-02-01" },
            { tag: "picker_time", name: "at", initial_time: "08:30" },
            { tag: "picker_datetime", name: "back", placeholder: plain("Back at") },
            { tag: "checker", name: "insured", text: plain("Insured"), checked: true },
            { tag: "select_img", name: "room", multi_select: true, options: [{ img_key: "img_1", value: "a" }] },
            {
              tag: "column_set",
              columns: [
                {
                  tag: "column",
                  elements: [callback("Send", { form: 1 }, { name: "send", form_action_type: "submit" })],
                },
                {
                  tag: "column",
                  elements: [{ tag: "button", name: "clear", text: plain("Clear"), form_action_type: "reset" }],
                },
              ],
            },
          ],
        },
      ],
    },
  },
  incident: {
    schema: "2.0",
    header: { title: plain("P1: payments are slow"), template: "red" },
    body: {
      direction: "vertical",
      padding: "12px 8px 12px 8px",
      elements: [
        { tag: "div", text: { tag: "plain_text", content: "Since 10:42", text_color: "red", text_size: "heading" } },
        {
          tag: "collapsible_panel",
          expanded: false,
          header: {
            title: { tag: "markdown", content: "**Log**" },
            icon: { tag: "standard_icon", token: "down-small-ccm_outlined", size: "16px 16px" },
            icon_position: "follow_text",
            icon_expanded_angle: -180,
          },
          border: { color: "grey", corner_radius: "5px" },
          elements: [{ tag: "markdown", content: "```\nGET /pay 503\n```" }],
        },
        callback(
          "I take it",
          { incident: 7 },
          { type: "primary_filled", confirm: { title: plain("Sure?"), text: plain("You are on call then.") } },
        ),
      ],
    },
  },
  "table of orders": {
    schema: "2.0",
    header: { title: plain("Orders") },
    body: {
      elements: [
        {
          tag: "table",
          page_size: 10,
          row_height: "auto",
          freeze_first_column: true,
          header_style: { bold: true, background_style: "grey", lines: 1 },
          columns: [
            { name: "customer", display_name: "Customer", data_type: "text" },
            { name: "size", display_name: "Size", data_type: "options", width: "90px" },
            {
              name: "sum",
              display_name: "Sum",
              data_type: "number",
              format: { symbol: "¥", precision: 2, separator: true },
            },
            { name: "owner", display_name: "Owner", data_type: "persons" },
            { name: "due", display_name: "Due", data_type: "date", date_format: "YYYY/MM/DD" },
            { name: "link", display_name: "Link", data_type: "lark_md" },
          ],
          rows: [
            {
              customer: "飞书科技",
              size: [{ text: "S2", color: "blue" }],
              sum: 168.23,
              owner: ["ou_1"],
              due: 1_699_341_315_000,
              link: "[open](https://example.com)",
            },
            { customer: "Acme", size: "S1", sum: 1, owner: "ou_2" },
          ],
        },
      ],
    },
  },
  "chart of visits": {
    schema: "2.0",
    body: {
      elements: [
        {
          tag: "chart",
          aspect_ratio: "16:9",
          color_theme: "brand",
          chart_spec: {
            type: "line",
            title: { text: "Visits" },
            data: {
              values: [
                { day: "Mon", visits: 120 },
                { day: "Tue", visits: 300 },
              ],
            },
            xField: "day",
            yField: "visits",
          },
        },
      ],
    },
  },
  "list of tasks": {
    schema: "2.0",
    body: {
      elements: [
        {
          tag: "checker",
          text: { tag: "lark_md", content: "Write the [report](https://example.com)" },
          overall_checkable: false,
          button_area: {
            pc_display_rule: "on_hover",
            buttons: [callback("Later", { task: 1, later: true }, { type: "text" })],
          },
          checked_style: { show_strikethrough: true, opacity: 0.5 },
          behaviors: [{ type: "callback", value: { task: 1 } }],
        },
        { tag: "checker", text: plain("Only here"), checked: true },
      ],
    },
  },
  "menu of areas": {
    schema: "2.0",
    body: {
      elements: [
        {
          tag: "interactive_container",
          width: "fill",
          has_border: true,
          border_color: "grey-300",
          corner_radius: "8px",
          padding: "4px 12px 4px 12px",
          behaviors: [{ type: "callback", value: { topic: "plan" } }],
          elements: [
            {
              tag: "markdown",
              content: "Draft a plan",
              icon: { tag: "standard_icon", token: "chat_outlined", color: "orange" },
            },
          ],
        },
        {
          tag: "interactive_container",
          background_style: "laser",
          behaviors: [
            { type: "open_url", default_url: "https://example.com", ios_url: "lark://msgcard/unsupported_action" },
          ],
          elements: [{ tag: "div", text: plain("Open the manual") }],
        },
      ],
    },
  },
  "choice of pictures": {
    schema: "2.0",
    body: {
      elements: [
        {
          tag: "select_img",
          layout: "trisect",
          aspect_ratio: "1:1",
          options: [
            { img_key: "img_v3_1", value: "a", hover_tips: plain("First") },
            { img_key: "img_v3_2", value: "b", disabled: true, disabled_tips: plain("Sold out") },
          ],
          behaviors: [{ type: "callback", value: { poll: 1 } }],
        },
        { tag: "img", img_key: "img_v3_1", alt: plain("The winner"), scale_type: "crop_top", size: "300px 200px" },
        {
          tag: "img_combination",
          combination_mode: "double",
          img_list: [{ img_key: "img_v3_1" }, { img_key: "img_v3_2" }],
        },
      ],
    },
  },
  "people on call": {
    schema: "2.0",
    body: {
      horizontal_align: "center",
      elements: [
        { tag: "person", user_id: "ou_1", show_name: true, style: "capsule" },
        { tag: "person_list", persons: [{ id: "ou_1" }, { id: "ou_2" }], drop_invalid_user_id: true, lines: 1 },
        {
          tag: "overflow",
          options: [
            { text: plain("Swap"), value: "swap" },
            { text: plain("Help"), multi_url: { url: "https://a.b" } },
          ],
        },
      ],
    },
  },
  "voice message": {
    schema: "2.0",
    config: { enable_forward: false },
    body: {
      elements: [
        {
          tag: "audio",
          file_key: "file_v3_1",
          audio_id: "a1",
          time_display: "both",
          style: "speak",
          fallback: { tag: "fallback_text", text: plain("Update to listen.") },
        },
      ],
    },
  },
  "streamed answer": {
    schema: "2.0",
    config: {
      streaming_mode: true,
      streaming_config: {
        print_frequency_ms: { default: 30 },
        print_step: { default: 2, pc: 5 },
        print_strategy: "fast",
      },
      summary: { content: "", i18n_content: { zh_cn: "生成中" } },
    },
    body: { elements: [{ tag: "markdown", element_id: "answer", content: "" }] },
  },
  "own colours, sizes and languages": {
    schema: "2.0",
    config: {
      locales: ["zh_cn", "en_us"],
      width_mode: "fill",
      style: {
        color: { brand: { light_mode: "rgba(5,157,178,0.52)", dark_mode: "rgba(78,23,108,0.49)" } },
        text_size: { large: { default: "normal", pc: "normal", mobile: "heading" } },
      },
    },
    card_link: { url: "https://example.com" },
    header: { title: { tag: "plain_text", content: "Hello", i18n_content: { zh_cn: "你好" } } },
    body: {
      elements: [
        { tag: "markdown", content: "Hi", i18n_content: { zh_cn: "嗨" }, text_size: "large" },
        {
          tag: "column_set",
          background_style: "brand",
          flex_mode: "bisect",
          columns: [{ tag: "column", padding: "4px 0" }],
        },
      ],
    },
  },
  blank: { schema: "2.0" },
};
