import type { CardColor } from "../enums/color-names.ts";
import { type Edges, type Px, VERTICAL_ALIGNS, type VerticalAlign } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { color, edges, element, elements, flag, integer, object, oneOf, required, size } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { PanelElementV1, PanelElementV2 } from "./elements.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import { LAYOUT_V2, type LayoutV2 } from "./layout.ts";
import type { MarkdownV1, MarkdownV2 } from "./markdown.ts";
import { PANEL_V1, PANEL_V2 } from "./places.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

const ICON_POSITIONS = ["left", "right", "follow_text"] as const;
const HEADER_POSITIONS = ["top", "bottom"] as const;
const PANEL_WIDTHS = ["fill", "auto", "auto_when_fold"] as const;

interface PanelHeader<Title> {
  /** What stands on it. */
  title?: Title;
  /** Default: transparent. */
  background_color?: CardColor;
  /** Default: `fill`. */
  width?: (typeof PANEL_WIDTHS)[number];
  /** Default: `center`. */
  vertical_align?: VerticalAlign;
  /** Default: 4px 8px, in 1.0 8px. */
  padding?: Edges;
  /** Where the header stands; in the documentation's sample, but explained nowhere. */
  position?: (typeof HEADER_POSITIONS)[number];
  /** The icon that turns when the panel opens. */
  icon?: Icon;
  /** Default: `right`. */
  icon_position?: (typeof ICON_POSITIONS)[number];
  /** How far it turns: -180, -90, 90 or 180. */
  icon_expanded_angle?: number;
}

interface Shared {
  /** Open at first. Default: false. Opening and closing stays in the client. */
  expanded?: boolean;
  /** Default: transparent. */
  background_color?: CardColor;
  /** The frame; no other members. */
  border?: {
    /** Default: `grey`. */
    color?: CardColor;
    /** Default: 5px. */
    corner_radius?: Px;
  };
}

/** A part of a 2.0 card that opens and closes. */
export interface CollapsiblePanelV2 extends Shared, LayoutV2, BaseV2 {
  tag: "collapsible_panel";
  /** The line that is always shown. */
  header: PanelHeader<PlainTextV2 | MarkdownV2>;
  /** What is shown when it is open. */
  elements?: readonly PanelElementV2[];
}

/** A part of a 1.0 card that opens and closes. */
export interface CollapsiblePanelV1 extends Shared {
  tag: "collapsible_panel";
  /** The line that is always shown. */
  header: PanelHeader<PlainTextV1 | MarkdownV1>;
  /** What is shown when it is open. */
  elements?: readonly PanelElementV1[];
  /** Between the elements. */
  vertical_spacing?: Px;
  /** Between the edge and the elements. */
  padding?: Edges;
}

const HEADER: FieldsOf<PanelHeader<PlainTextV1>> = {
  title: element("plain_text", "markdown"),
  background_color: color({ names: ["transparent", "default"] }),
  width: oneOf(PANEL_WIDTHS, { default: "fill" }),
  vertical_align: oneOf(VERTICAL_ALIGNS, { default: "center" }),
  padding: edges(-99, 99, "4px 8px"),
  position: oneOf(HEADER_POSITIONS),
  icon: element(...ICON_TAGS),
  icon_position: oneOf(ICON_POSITIONS, { default: "right" }),
  icon_expanded_angle: integer({ min: -180, max: 180 }),
};

const SHARED: FieldsOf<Shared> = {
  expanded: flag(false),
  background_color: color({ names: ["transparent", "default"] }),
  border: object({ color: color({ default: "grey" }), corner_radius: size({ px: [0, null], default: "5px" }) }),
};

export const COLLAPSIBLE_PANEL_V2: ComponentRow = {
  tag: "collapsible_panel",
  kind: "container",
  fields: {
    ...BASE_V2,
    ...LAYOUT_V2,
    ...SHARED,
    header: required(object(HEADER)),
    elements: elements(PANEL_V2),
  } satisfies FieldsOf<CollapsiblePanelV2>,
  source: "Collapsible panel",
};

export const COLLAPSIBLE_PANEL_V1: ComponentRow = {
  tag: "collapsible_panel",
  kind: "container",
  fields: {
    ...SHARED,
    header: required(object(HEADER)),
    elements: elements(PANEL_V1),
    vertical_spacing: size({ px: [0, 28] }),
    padding: edges(0, 28),
  } satisfies FieldsOf<CollapsiblePanelV1>,
  source: "Collapsible panel",
};
