/** What the button says, and so how it is clicked. */
export const BUTTON = "Approve";

/** A card of the 2.0 dialect with one button whose click reaches the bot. */
export const CARD: object = {
  schema: "2.0",
  header: { title: { tag: "plain_text", content: "Expense report" } },
  body: {
    elements: [
      { tag: "markdown", content: "Train to Hangzhou, 73.00 CNY" },
      {
        tag: "button",
        text: { tag: "plain_text", content: BUTTON },
        behaviors: [{ type: "callback", value: { report: 1 } }],
      },
    ],
  },
};

/** A link as somebody might paste it. */
export const LINK = "https://example.com/reports/1";

/** A card of the 1.0 dialect, as it was written when there was only the legacy callback. */
export const LEGACY_CARD: object = {
  header: { title: { tag: "plain_text", content: "Expense report" } },
  elements: [
    {
      tag: "action",
      actions: [{ tag: "button", text: { tag: "plain_text", content: BUTTON }, value: { report: "1" } }],
    },
  ],
};
