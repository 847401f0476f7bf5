import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Shapes of what other people have made and documented; ours say only how much of them is used. */
const MIRRORED = new Set([
  "FastifyInstanceLike",
  "FastifyReplyLike",
  "FastifyRequestLike",
  "IoRedisClient",
  "JsonSchema",
  "KoaContext",
  "LambdaHttpEvent",
  "LambdaHttpResult",
  "NodeRedisClient",
  "SpanLike",
  "StandardSchema",
  "TracerLike",
]);

/**
 * Names that the given modules export, and members of those, that have no doc comment; each with its file. What is written
 * out in its place, inside of a member or a variant that has a comment, is explained there; and a member whose type is one
 * word, such as `readonly tag: "button"`, says all there is to say.
 */
export function undocumentedNames(entries: readonly string[]): {
  readonly checked: number;
  readonly missing: string[];
} {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT, undefined, undefined, undefined, []);
  const program = ts.createProgram(
    entries.map((entry) => `${ROOT}${entry}`),
    options,
  );
  const search = new Search(program.getTypeChecker());
  for (const entry of entries) search.visitModule(program.getSourceFile(`${ROOT}${entry}`));
  return { checked: search.checked, missing: [...search.missing].sort() };
}

class Search {
  readonly missing = new Set<string>();
  checked = 0;
  readonly #checker: ts.TypeChecker;
  readonly #seen = new Set<ts.Symbol>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  visitModule(source: ts.SourceFile | undefined): void {
    const module = source === undefined ? undefined : this.#checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error("an entry exports nothing");
    for (const exported of this.#checker.getExportsOfModule(module)) this.#visitExport(exported);
  }

  #visitExport(exported: ts.Symbol): void {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
    if (this.#seen.has(symbol)) return;
    this.#seen.add(symbol);
    this.#check(symbol, symbol.name);
    if (MIRRORED.has(symbol.name)) return;
    for (const declaration of symbol.declarations ?? []) {
      if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) {
        for (const member of declaration.members) this.#visitMember(member, symbol.name);
      } else if (ts.isTypeAliasDeclaration(declaration)) this.#visitAlias(declaration.type, symbol.name);
    }
  }

  #visitAlias(type: ts.TypeNode, owner: string): void {
    const variants = ts.isUnionTypeNode(type) ? type.types.filter((variant) => !hasComment(variant)) : [type];
    for (const variant of variants) {
      if (ts.isTypeLiteralNode(variant)) for (const member of variant.members) this.#visitMember(member, owner);
    }
  }

  #visitMember(member: ts.ClassElement | ts.TypeElement, owner: string): void {
    const { name } = member;
    if (name === undefined || ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name)) return;
    if ((ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Protected) !== 0 || isOneWord(member)) return;
    const symbol = this.#checker.getSymbolAtLocation(name);
    if (symbol !== undefined) this.#check(symbol, `${owner}.${symbol.name}`);
  }

  #check(symbol: ts.Symbol, name: string): void {
    this.checked += 1;
    if (symbol.getDocumentationComment(this.#checker).length > 0 || symbol.getJsDocTags(this.#checker).length > 0)
      return;
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
    this.missing.add(`${relative(ROOT, file).replaceAll("\\", "/")}: ${name}`);
  }
}

function isOneWord(member: ts.ClassElement | ts.TypeElement): boolean {
  const isTyped = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  return isTyped && member.type !== undefined && ts.isLiteralTypeNode(member.type);
}

/** Whether a comment stands before a variant, and before the `|` that it begins with. */
function hasComment(variant: ts.Node): boolean {
  const before = variant.getSourceFile().text.slice(0, variant.pos).trimEnd().replace(/\|$/, "");
  return before.trimEnd().endsWith("*/");
}
