const LINK = /https?:\/\/[^\s<>"']+/gi;
/** What ends a sentence or a bracket, and not a link. */
const TAIL = /[.,;:!?)\]}。，；：！？）】」]+$/;

/** The links of a text, each once, as a client makes them clickable. Only http and https links get previews. */
export function linksIn(text: string): string[] {
  const links = [...text.matchAll(LINK)].map(([link]) => link.replace(TAIL, ""));
  return [...new Set(links)].filter((link) => URL.canParse(link));
}
