import type { CardDialect } from "../dialect.ts";
import { colorNames } from "../enums/color-names.ts";
import { ICON_TOKENS } from "../enums/icon-tokens.ts";
import { COMPONENT_TABLE, type DialectTable } from "../table/component-table.ts";
import type { JsonSchema } from "./json-schema.ts";

/** One schema in the making: its dialect, and the definitions so far. */
export class SchemaContext {
  readonly dialect: CardDialect;
  readonly table: DialectTable;
  readonly definitions: Record<string, JsonSchema> = {};

  readonly #lists = new Map<string, string>();

  constructor(dialect: CardDialect) {
    this.dialect = dialect;
    this.table = COMPONENT_TABLE[dialect];
  }

  /** A reference to the definition `name`, which is made at the first mention. */
  define(name: string, make: () => JsonSchema): JsonSchema {
    if (!Object.hasOwn(this.definitions, name)) {
      this.definitions[name] = {}; // Its place, and the end of a recursion.
      this.definitions[name] = make();
    }
    return { $ref: `#/definitions/${name}` };
  }

  /** The same for a list of tags: two lists that would share a name get two. */
  defineList(name: string, tags: readonly string[], make: () => JsonSchema): JsonSchema {
    const known = this.#lists.get(name);
    if (known !== undefined && known !== tags.join()) return this.defineList(`${name}_too`, tags, make);
    this.#lists.set(name, tags.join());
    return this.define(name, make);
  }

  /** Tokens of icons, for completion: newer ones are taken too. */
  iconTokens(): JsonSchema {
    return { enum: [...ICON_TOKENS] };
  }

  /** Names of colours, for completion: a card may define others. */
  colors(): JsonSchema {
    return { enum: colorNames() };
  }
}
