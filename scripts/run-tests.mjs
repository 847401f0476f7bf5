// Runs every *.test.ts of the repository, or those whose path contains one of the given words:
//   npm test                        all of them
//   node scripts/run-tests.mjs ack  only paths that contain "ack"
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const ROOTS = ["packages", "test", "conformance", "examples", "bench"];
const SKIPPED = new Set(["node_modules", "dist", ".venv"]);
const TEST_TIMEOUT_MS = 180_000;

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : testFiles(join(folder, entry.name));
    return entry.name.endsWith(".test.ts") ? [join(folder, entry.name)] : [];
  });
}

const words = process.argv.slice(2);
const files = ROOTS.flatMap(testFiles).filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
);
if (files.length === 0) {
  console.error(`no test file matches: ${words.join(" ")}`);
  process.exit(1);
}
const args = [
  "--expose-gc",
  "--import",
  "tsx",
  "--test",
  "--test-concurrency=2",
  `--test-timeout=${TEST_TIMEOUT_MS}`,
  ...files,
];
const child = spawn(process.execPath, args, { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
