import ts from "typescript";
import { nodes, type Source } from "./read-source.ts";

/** The parts of `node:crypto` and of the global `crypto` that only make random numbers and compare. */
const NOT_CRYPTOGRAPHY = new Set([
  "randomBytes",
  "randomUUID",
  "randomInt",
  "randomFillSync",
  "getRandomValues",
  "timingSafeEqual",
]);

/** Names whose use is cryptography, wherever they come from. */
const CRYPTOGRAPHY = /^(?:create(?:Hash|Hmac|Sign|Verify|(?:De)?[Cc]ipher(?:iv)?)|subtle)$/;

/** Cryptography outside packages/protocol/src/security. */
export function cryptographyElsewhere(source: Source): string[] {
  if (source.path.startsWith("packages/protocol/src/security/")) return [];
  const found: string[] = [];
  for (const node of nodes(source.tree)) {
    if (ts.isImportDeclaration(node) && isCrypto(node.moduleSpecifier)) found.push(...cryptoImports(node));
    if (ts.isIdentifier(node) && CRYPTOGRAPHY.test(node.text)) found.push(node.text);
  }
  return found.map((what) => `${source.path} uses ${what}`);
}

function isCrypto(specifier: ts.Expression): boolean {
  return ts.isStringLiteral(specifier) && /^(?:node:)?crypto$/.test(specifier.text);
}

/** What an import of `node:crypto` brings in beyond random numbers and comparison. */
function cryptoImports({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return ["all of node:crypto"];
  return bindings.elements
    .map(({ name, propertyName }) => (propertyName ?? name).text)
    .filter((name) => !NOT_CRYPTOGRAPHY.has(name));
}

/** `console` and `process.stdout`, by whatever way they are reached, outside a `bin` folder. */
export function writesToStdout(source: Source): string[] {
  if (source.path.includes("/bin/")) return [];
  return [...nodes(source.tree)]
    .filter(ts.isIdentifier)
    .filter(({ text }) => text === "console" || text === "stdout")
    .map(({ text }) => `${source.path} uses ${text}`);
}

/** Variables of a module that can change: what two clients or emulators in one process would share. */
export function moduleState(source: Source): string[] {
  return source.tree.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText()))
    .map((name) => `${source.path} declares ${name} as a variable of the module`);
}
