import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { installedLarkOapi, withoutPython } from "./support/python-bot.ts";

const README = read("README.md");

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

/** The cells of all rows of the README's tables, without heads and rulers. */
function rows(): string[][] {
  return [...README.matchAll(/^\|(.*)\|$/gm)]
    .map(([, cells = ""]) => cells.split("|").map((cell) => cell.trim()))
    .filter(([first = ""]) => first !== "Test" && first !== "SDK" && !first.startsWith("---"));
}

function version(sdk: string): string | undefined {
  return rows().find(([first]) => first === `\`${sdk}\``)?.[1];
}

test("the README names the version of the Node SDK that is installed, and it is the pinned one", () => {
  const { version: installed } = createRequire(import.meta.url)("@larksuiteoapi/node-sdk/package.json");
  const { devDependencies } = JSON.parse(read("package.json"));
  assert.equal(version("@larksuiteoapi/node-sdk"), installed);
  assert.equal(devDependencies["@larksuiteoapi/node-sdk"], installed);
});

test("the README names the versions of the Python SDK and of flask that are pinned", () => {
  assert.equal(`lark-oapi==${version("lark-oapi")}\nflask==${version("flask")}\n`, read("requirements.txt"));
});

test("the Python SDK that is installed is the pinned one", { skip: withoutPython() }, () => {
  assert.equal(installedLarkOapi(), version("lark-oapi"));
});

test("the README lists every test there is, and no other", () => {
  const written = ["official-node", "official-python"].flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((file) => file.endsWith(".test.ts"))
      .flatMap((file) => titles(`${folder}/${file}`).map((title) => `${title} | [${file}](${folder}/${file})`)),
  );
  const listed = rows()
    .filter(([, second = ""]) => second.startsWith("["))
    .map((cells) => cells.join(" | "));
  assert.ok(written.length > 10);
  assert.deepEqual(listed.sort(), written.sort());
});

function titles(path: string): string[] {
  return [...read(path).matchAll(/^test\("([^"]+)"/gm)].map(([, title = ""]) => title);
}
