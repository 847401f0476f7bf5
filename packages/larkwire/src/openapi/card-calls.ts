import type { OpenApiClient } from "./openapi-client.ts";

// Nothing but the client's type is imported: a webhook in an edge runtime loads this, too.

/** What these calls use of an `OpenApiClient`. */
export type ApiCaller = Pick<OpenApiClient, "request">;

/** What a card can be in a request: Card JSON, or a template. */
export type CardInRequest = object;

/**
 * Replaces a card that this app has sent: within 14 days, and only a shared one by a shared one (`update_multi`).
 * Source: the page on updating sent message cards. @throws OpenApiError
 */
export async function patchCard(client: ApiCaller, messageId: string, card: CardInRequest): Promise<void> {
  const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}`;
  await client.request({ method: "PATCH", path, body: { content: JSON.stringify(card) } });
}

/**
 * Replaces the card that was clicked, with the token of the click: within 30 minutes, twice, and only after the click
 * was answered. An exclusive card of schema 1.0 needs `open_ids` inside. Source: the page on delayed updates of message
 * cards. @throws OpenApiError
 */
export async function updateCardWithToken(client: ApiCaller, token: string, card: CardInRequest): Promise<void> {
  await client.request({ method: "POST", path: "/open-apis/interactive/v1/card/update", body: { token, card } });
}

/**
 * Makes clients ask for link previews again.
 *
 * @param previewTokens 1 to 10, from `url.preview.get`
 * @param openIds up to 100; empty: everybody who sees the link
 * Source: the page on updating URL previews. @throws OpenApiError
 */
export async function refreshURLPreviews(
  client: ApiCaller,
  previewTokens: readonly string[],
  openIds: readonly string[] = [],
): Promise<void> {
  const body = { preview_tokens: previewTokens, open_ids: openIds };
  const path = "/open-apis/im/v2/url_previews/batch_update";
  await client.request({ method: "POST", path, body, isRepeatable: true });
}
