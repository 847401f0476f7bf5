import { readFileSync } from "node:fs";
import ts from "typescript";

/** The string literals of a union in a source file, through the unions of the same file that it names. */
export function literalsOf(file: string, union: string): Set<string> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const aliases = new Map(
    source.statements.filter(ts.isTypeAliasDeclaration).map((alias) => [alias.name.text, alias.type]),
  );
  const collect = (type: ts.TypeNode | undefined): string[] => {
    if (type === undefined) throw new Error(`${file} does not define everything that ${union} names`);
    if (ts.isUnionTypeNode(type)) return type.types.flatMap(collect);
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
    if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return collect(aliases.get(type.typeName.text));
    throw new Error(`${file}: ${union} is more than a union of strings`);
  };
  return new Set(collect(aliases.get(union)));
}
