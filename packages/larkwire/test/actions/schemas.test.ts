import assert from "node:assert/strict";
import { test } from "node:test";
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";
import { CardActions, type CardPress, EventDispatcher, type StandardSchema } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** `true` only when both types are the same. */
type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

interface Order {
  action: string;
  order: number;
}

interface Note {
  note: string;
}

/** The same two schemas, written in three libraries. */
const LIBRARIES: Record<string, { value: StandardSchema<Order>; form: StandardSchema<Note> }> = {
  zod: {
    value: z.object({ action: z.string(), order: z.number() }),
    form: z.object({ note: z.string().min(3) }),
  },
  valibot: {
    value: v.object({ action: v.string(), order: v.number() }),
    form: v.object({ note: v.pipe(v.string(), v.minLength(3)) }),
  },
  arktype: {
    value: type({ action: "string", order: "number" }),
    form: type({ note: "string >= 3" }),
  },
};

for (const [library, schemas] of Object.entries(LIBRARIES)) {
  test(`${library}: what a schema lets through reaches the handler, and the rest gets a toast and a warning`, async () => {
    await using platform = await ScriptedPlatform.start();
    const seen: unknown[] = [];
    const actions = new CardActions().on({ key: "action", is: "approve" }, schemas, ({ form, value }) => {
      seen.push({ order: value.order, note: form.note });
    });
    const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
    await using open = await openClient(platform, { dispatcher });
    const press = async (value: unknown, form_value: unknown): Promise<unknown> =>
      (await open.connection.ask(cardActionBody(value, { form_value }))).answer;

    assert.deepEqual(await press({ action: "approve", order: 7 }, { note: "good" }), {});
    assert.deepEqual(await press('{"action":"approve","order":8}', { note: "fine" }), {});
    assert.deepEqual(seen, [
      { order: 7, note: "good" },
      { order: 8, note: "fine" },
    ]);

    for (const [value, form, part, path] of [
      [{ action: "approve", order: "seven" }, { note: "good" }, "value", "order"],
      [{ action: "approve" }, { note: "good" }, "value", "order"],
      [{ action: "approve", order: 7 }, { note: "planted-secret".slice(0, 2) }, "form", "note"],
      [{ action: "approve", order: 7 }, undefined, "form", ""],
    ] as const) {
      const answer = (await press(value, form)) as { toast: { type: string; content: string } };
      assert.equal(answer.toast.type, "warning");
      assert.equal(answer.toast.content.includes("input"), part === "form");
      const line = open.logger.find("warn", `its ${part} does not fit`).at(-1);
      assert.deepEqual(line?.fields?.paths, [path]);
    }
    assert.equal(seen.length, 2);
  });
}

test("a schema may transform, and may take its time", async () => {
  await using platform = await ScriptedPlatform.start();
  const actions = new CardActions().on(
    { key: "day" },
    {
      value: z.object({ day: z.string().transform(async (day) => new Date(`${day}T00:00:00Z`)) }),
      form: z.object({ count: z.coerce.number() }).optional(),
    },
    ({ form, value }) => ({
      toast: { type: "info", content: `${value.day.toISOString()} ${form?.count}` },
    }),
  );
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const { answer } = await open.connection.ask(cardActionBody({ day: "2026-01-31" }));
  assert.equal((answer as { toast: { content: string } }).toast.content, "2026-01-31T00:00:00.000Z undefined");
});

test("a schema that throws is a failure of the handler", async () => {
  await using platform = await ScriptedPlatform.start();
  const broken: StandardSchema<string> = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: () => {
        throw new Error("the schema is broken");
      },
    },
  };
  const actions = new CardActions().on({ tag: "button" }, { value: broken }, () => undefined);
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  await open.connection.ask(cardActionBody());
  assert.equal(open.logger.find("error", "the handler of card.action.trigger failed").length, 1);
});

test("the types of value and form come from the schemas", () => {
  const value = z.object({ action: z.literal("approve"), order: z.number() });
  const form = v.object({ note: v.string() });
  new CardActions()
    .on({ key: "action" }, { value, form }, (press) => {
      const same: Same<typeof press, CardPress<{ action: "approve"; order: number }, { note: string }>> = true;
      assert.ok(same);
    })
    .on({ name: "a" }, { value: type({ id: "number" }) }, (press) => {
      const same: Same<(typeof press)["value"], { id: number }> = true;
      assert.ok(same);
      // @ts-expect-error without a schema a form may be missing
      return { toast: { type: "info", content: `${press.form.note}` } };
    })
    .on({ name: "b" }, ({ value: raw }) => {
      const same: Same<typeof raw, Record<string, unknown> | string | undefined> = true;
      assert.ok(same);
    })
    .on({ name: "c" }, { value, guard: { operators: (press) => [String(press.value.order)] } }, () => undefined)
    // @ts-expect-error the schema knows no such member
    .on({ name: "d" }, { value, guard: { operators: (press) => [press.value.approver] } }, () => undefined)
    // @ts-expect-error a toast of this type does not exist
    .on({ name: "e" }, () => ({ toast: { type: "warn", content: "typed" } }));
});
