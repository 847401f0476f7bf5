// Packs what would be published, looks at the tarballs, and uses them in a project of their own: an app of ES modules
// and one of CommonJS each answer a click, and the types compile. Needs `npm run build` before.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKED = join(ROOT, "test", "packed");

const IN_CHECKOUT = { cwd: ROOT, stdio: "inherit" };

/** What is published, and the most that its files may hold together. */
const PACKAGES = [
  // More than half of it are cards: their types, rules and JSON Schemas.
  { name: "larkwire", maxUnpackedBytes: 1_900_000 },
  { name: "@larkwire/emulator", maxUnpackedBytes: 1_700_000 },
];

/** What a user's project has beside them, taken from this checkout so that no network is needed. */
const NEIGHBOURS = ["ws", "hono", "@hono/node-server", "@types/node", "undici-types"];

/** What runs there, and what it shows. */
const APPS = {
  "click-once.mjs": "answers a click",
  "click-once.cjs": "answers a click",
  "sub-paths.mjs": "imports and requires every way in",
};

/** A user's compiler settings, strict and with the packages' declarations checked, too. */
const COMPILER_OPTIONS = {
  node16: { module: "node16", moduleResolution: "node16" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

const project = mkdtempSync(join(tmpdir(), "larkwire-packed-"));
try {
  const tarballs = PACKAGES.map((wanted) => pack(wanted));
  for (const tarball of tarballs) {
    execFileSync("npx", ["--no", "--", "publint", "--strict", tarball], IN_CHECKOUT);
    // The resolution of before Node 12 knows no entry points but the first: its profile is left out.
    const profile = ["--profile", "node16"];
    execFileSync("npx", ["--no", "--", "attw", "--quiet", "--no-definitely-typed", ...profile, tarball], IN_CHECKOUT);
  }
  install(tarballs);
  for (const app of Object.keys(APPS)) runApp(app);
  runCommand();
  for (const resolution of Object.keys(COMPILER_OPTIONS)) compile(resolution);
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** Packs one package into the project's folder, and looks at its size and at what every package has to hold. */
function pack({ name, maxUnpackedBytes }) {
  const args = ["pack", "--json", "--workspace", name, "--pack-destination", project];
  const [{ filename, size, unpackedSize, files }] = JSON.parse(npm(args, ROOT));
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  console.log(
    `${name}: ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked of ${kilobytes(maxUnpackedBytes)} allowed`,
  );
  if (unpackedSize > maxUnpackedBytes) throw new Error(`${name} is too large`);
  const paths = files.map(({ path }) => path);
  for (const needed of ["LICENSE", "README.md", "package.json"]) {
    if (!paths.includes(needed)) throw new Error(`${name} is packed without ${needed}`);
  }
  const surplus = paths.filter((path) => !/^(?:LICENSE|README\.md|package\.json|dist\/.*)$/.test(path));
  if (surplus.length > 0) throw new Error(`${name} is packed with ${surplus.join(", ")}`);
  return join(project, filename);
}

/** Makes the user's project: npm unpacks the tarballs, and takes the rest from this checkout. */
function install(tarballs) {
  const file = (path) => `file:${path}`;
  const packed = PACKAGES.map(({ name }, index) => [name, file(tarballs[index])]);
  const neighbours = NEIGHBOURS.map((name) => [name, file(join(ROOT, "node_modules", name))]);
  const json = { private: true, dependencies: Object.fromEntries([...packed, ...neighbours]) };
  writeFileSync(join(project, "package.json"), JSON.stringify(json));
  npm(["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], project);
  console.log(`installed: ${readdirSync(join(project, "node_modules")).join(", ")}`);
}

function runApp(app) {
  copyFileSync(join(PACKED, app), join(project, app));
  execFileSync(process.execPath, [app], { cwd: project, stdio: "inherit", timeout: 60_000 });
  console.log(`${app} ${APPS[app]}`);
}

/** The emulator's command, as `npx larkwire-emulator` finds it. */
function runCommand() {
  const command = join(project, "node_modules", ".bin", "larkwire-emulator");
  const usage = execFileSync(command, ["--help"], { cwd: project, encoding: "utf8" });
  if (!usage.startsWith("larkwire-emulator: ")) throw new Error(`larkwire-emulator --help says ${usage}`);
  console.log("larkwire-emulator --help tells its flags");
}

/** Once as an ES module and once as CommonJS: each sees declarations of its own. */
function compile(resolution) {
  const files = ["types.mts", "types.cts"];
  for (const file of files) copyFileSync(join(PACKED, "types.ts"), join(project, file));
  const compilerOptions = {
    ...COMPILER_OPTIONS[resolution],
    target: "es2022",
    lib: ["es2022", "esnext.disposable"],
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  execFileSync("npx", ["--no", "--", "tsc", "--project", project], IN_CHECKOUT);
  console.log(`the types compile under moduleResolution ${resolution}`);
}

function npm(args, cwd) {
  return execFileSync("npm", [...args, "--loglevel", "error"], { cwd, encoding: "utf8" });
}
