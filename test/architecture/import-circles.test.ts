import assert from "node:assert/strict";
import { test } from "node:test";
import { circles, importGraph, roomGraph, roomOf } from "./import-circles.ts";
import { parseSource, readSources } from "./read-source.ts";

const PRODUCT = readSources(["protocol", "cards", "larkwire", "emulator"].map((name) => `packages/${name}/src`));

/** Rooms whose types know each other, because the platform's things do: a person opens chats, and in chats are people. */
const INTERWOVEN = ["packages/cards/src/components", "packages/emulator/src/chat"];

const ROOM_A = "packages/x/src/a";
const ROOM_B = "packages/x/src/b";

test("a circle is seen, of values and of types, of files and of rooms", () => {
  const sources = [
    parseSource(`${ROOM_A}/one.ts`, 'import { two } from "./two.ts";'),
    parseSource(`${ROOM_A}/two.ts`, 'export { three } from "../b/three.ts";'),
    parseSource(`${ROOM_A}/free.ts`, 'import { one } from "./one.ts";'),
    parseSource(`${ROOM_B}/three.ts`, 'import { four } from "./four.ts"; import type { Two } from "../a/two.ts";'),
    parseSource(`${ROOM_B}/four.ts`, 'import { type One, one } from "../a/one.ts";'),
  ];
  const [one, two] = [`${ROOM_A}/one.ts`, `${ROOM_A}/two.ts`];
  const [three, four] = [`${ROOM_B}/three.ts`, `${ROOM_B}/four.ts`];
  assert.deepEqual(circles(importGraph(sources, true)), [[four, one, three, two].sort()]);
  assert.deepEqual(circles(importGraph(sources, false)), [[four, one, three, two].sort()]);
  assert.deepEqual(circles(importGraph(sources.slice(0, 4), true)), [[three, two].sort()]);
  assert.deepEqual(circles(importGraph(sources.slice(0, 4), false)), []);
  assert.deepEqual(circles(roomGraph(importGraph(sources, false))), [[ROOM_A, ROOM_B]]);
});

test("no file needs itself to run, whatever way round", () => {
  const graph = importGraph(PRODUCT, false);
  assert.ok(graph.get("packages/larkwire/src/connection/ws-client.ts")?.size, "the search finds nothing");
  assert.deepEqual(circles(graph), []);
});

test("no room needs itself to run, whatever way round", () => {
  assert.deepEqual(circles(roomGraph(importGraph(PRODUCT, false))), []);
});

test("types know each other round a circle only where the platform's things do", () => {
  const rooms = circles(importGraph(PRODUCT, true)).map((circle) => [...new Set(circle.map(roomOf))]);
  assert.deepEqual(rooms.sort(), INTERWOVEN.map((room) => [room]).sort());
});

test("in the SDK, the protocol and the cards, rooms know each other one way, types included", () => {
  const stacked = PRODUCT.filter(({ path }) => !path.startsWith("packages/emulator/"));
  assert.deepEqual(circles(roomGraph(importGraph(stacked, true))), []);
});
