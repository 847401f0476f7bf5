/** A 2.0 card whose buttons ask the app. */
export function cardWithButtons(...texts: string[]): object {
  return { schema: "2.0", body: { elements: texts.map((text) => button(text, { pressed: text })) } };
}

function button(text: string, value: object): object {
  return { tag: "button", text: { tag: "plain_text", content: text }, behaviors: [{ type: "callback", value }] };
}
