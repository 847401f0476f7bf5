// Puts the doc comments of the types into a JSON Schema: an editor shows them beside what is typed. The types and the
// table have the same members (the compiler sees to that), so they are walked side by side.
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { CardDialect, JsonSchema } from "../src/index.ts";

const ROOTS: Readonly<Record<CardDialect, { file: string; name: string }>> = {
  "1.0": { file: "../src/card/card-v1.ts", name: "CardV1" },
  "2.0": { file: "../src/card/card-v2.ts", name: "CardV2" },
};

/** A copy of the schema with a `description` wherever the types have a doc comment. */
export function describeSchema(schema: JsonSchema, dialect: CardDialect): JsonSchema {
  const { file, name } = ROOTS[dialect];
  const path = fileURLToPath(new URL(file, import.meta.url));
  const program = ts.createProgram([path], { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext });
  const source = program.getSourceFile(path);
  const declaration = source?.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (declaration === undefined) throw new Error(`${path} has no interface ${name}`);
  const copy = structuredClone(schema);
  const checker = program.getTypeChecker();
  new Describer(checker, copy.definitions ?? {}).describe(copy, checker.getTypeAtLocation(declaration));
  return copy;
}

class Describer {
  readonly #checker: ts.TypeChecker;
  readonly #definitions: Record<string, JsonSchema>;
  readonly #done = new Set<JsonSchema>();

  constructor(checker: ts.TypeChecker, definitions: Record<string, JsonSchema>) {
    this.#checker = checker;
    this.#definitions = definitions;
  }

  describe(schema: JsonSchema, type: ts.Type): void {
    if (schema.$ref !== undefined) return this.#describeDefinition(schema.$ref, type);
    if (this.#done.has(schema)) return;
    this.#done.add(schema);
    for (const [key, member] of Object.entries(schema.properties ?? {})) this.#describeMember(member, type, key);
    for (const branch of [...(schema.allOf ?? []), ...(schema.anyOf ?? [])]) this.describe(branch, type);
    if (schema.then !== undefined) this.describe(schema.then, type);
    const item = this.#checker.getIndexTypeOfType(this.#arrayOf(type) ?? type, ts.IndexKind.Number);
    if (schema.items !== undefined && item !== undefined) this.describe(schema.items, item);
    if (typeof schema.additionalProperties === "object")
      this.describe(schema.additionalProperties, this.#valueOf(type));
  }

  /** A definition of a component describes the member of the union that has its tag. */
  #describeDefinition(ref: string, type: ts.Type): void {
    const name = ref.slice(ref.lastIndexOf("/") + 1);
    const definition = this.#definitions[name];
    if (definition === undefined) return;
    const tag = definition.properties?.tag?.const;
    const component = tag === undefined ? type : this.#parts(type).find((part) => this.#tagOf(part) === tag);
    if (component === undefined) return;
    if (tag !== undefined) this.#setDescription(definition, this.#commentOf(component.aliasSymbol ?? component.symbol));
    this.describe(definition, component);
  }

  #describeMember(schema: JsonSchema, type: ts.Type, key: string): void {
    for (const part of this.#parts(type)) {
      const symbol = part.getProperty(key);
      if (symbol === undefined) continue;
      if (schema.$ref === undefined) this.#setDescription(schema, this.#commentOf(symbol));
      this.describe(schema, this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol)));
    }
  }

  #setDescription(schema: JsonSchema, description: string): void {
    if (description !== "" && schema.description === undefined) schema.description = description;
  }

  #commentOf(symbol: ts.Symbol | undefined): string {
    return ts.displayPartsToString(symbol?.getDocumentationComment(this.#checker)).replaceAll(/\s*\n\s*/g, " ");
  }

  #parts(type: ts.Type): ts.Type[] {
    return type.isUnion() ? type.types : [type];
  }

  #arrayOf(type: ts.Type): ts.Type | undefined {
    return this.#parts(type).find((part) => this.#checker.isArrayLikeType(part));
  }

  #tagOf(type: ts.Type): string | undefined {
    const tag = type.getProperty("tag");
    if (tag === undefined) return undefined;
    const tagType = this.#checker.getTypeOfSymbol(tag);
    return tagType.isStringLiteral() ? tagType.value : undefined;
  }

  /** The type of a map's values. */
  #valueOf(type: ts.Type): ts.Type {
    const byIndex = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (byIndex !== undefined) return byIndex;
    const [first] = type.getProperties();
    return first === undefined ? type : this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(first));
  }
}
