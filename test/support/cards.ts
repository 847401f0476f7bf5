/** A 2.0 card whose buttons ask the app. */
export function cardWithButtons(...texts: string[]): object {
  return { schema: "2.0", body: { elements: texts.map((text) => button(text, { pressed: text })) } };
}

function button(text: string, value: object): object {
  return { tag: "button", text: { tag: "plain_text", content: text }, behaviors: [{ type: "callback", value }] };
}

/** A 1.0 card with one button, as the legacy callback knows them. */
export function legacyCardWithButton(text: string): object {
  const pressed = { tag: "button", text: { tag: "plain_text", content: text }, value: { pressed: text } };
  return { elements: [{ tag: "action", actions: [pressed] }] };
}
