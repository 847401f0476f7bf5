// Source: "Enumerations for fields related to color"; values for light and dark themes are there too.

const HUES = [
  "blue",
  "carmine",
  "green",
  "indigo",
  "lime",
  "orange",
  "purple",
  "red",
  "sunflower",
  "turquoise",
  "violet",
  "wathet",
  "yellow",
] as const;
const SHADES = ["50", "100", "200", "300", "350", "400", "500", "600", "700", "800", "900"] as const;
const MORE_GREYS = ["00", "650", "950", "1000"] as const;

type Hue = (typeof HUES)[number];

/** One of the 174 named colours. A hue without a shade is its 600. */
export type ColorName =
  | Hue
  | `${Hue}-${(typeof SHADES)[number]}`
  | "grey"
  | `grey-${(typeof SHADES)[number] | (typeof MORE_GREYS)[number]}`
  | "white"
  | "bg-white";

/** A named colour, or the name of a colour that the card defines in `config.style.color`. Raw hex is refused. */
export type CardColor = ColorName | (string & Record<never, never>);

/** Whether the platform knows the colour by name. */
export function isColorName(name: string): name is ColorName {
  if (name === "white" || name === "bg-white" || name === "grey") return true;
  const dash = name.indexOf("-");
  if (dash < 0) return includes(HUES, name);
  const shade = name.slice(dash + 1);
  const hue = name.slice(0, dash);
  if (hue === "grey") return includes(SHADES, shade) || includes(MORE_GREYS, shade);
  return includes(SHADES, shade) && includes(HUES, hue);
}

/** All 174 names, hue by hue. */
export function colorNames(): ColorName[] {
  const hues = HUES.flatMap((hue) => [hue, ...SHADES.map((shade) => `${hue}-${shade}` as const)]);
  const greys = [...SHADES, ...MORE_GREYS].map((shade) => `grey-${shade}` as const);
  return ["white", "bg-white", "grey", ...greys, ...hues];
}

/** The 13 colours of a header. Source: the page of the title component. */
export const HEADER_COLORS = [
  "blue",
  "wathet",
  "turquoise",
  "green",
  "yellow",
  "orange",
  "red",
  "carmine",
  "violet",
  "purple",
  "indigo",
  "grey",
  "default",
] as const;

/** The 13 colours of a tag in a header and of an option in a table. Source: the page of the title component. */
export const TAG_COLORS = [
  "neutral",
  "blue",
  "turquoise",
  "lime",
  "orange",
  "violet",
  "indigo",
  "wathet",
  "green",
  "yellow",
  "red",
  "purple",
  "carmine",
] as const;

/** A header's colour. */
export type HeaderColor = (typeof HEADER_COLORS)[number];

/** A tag's colour. */
export type TagColor = (typeof TAG_COLORS)[number];

function includes(words: readonly string[], word: string): boolean {
  return words.includes(word);
}
