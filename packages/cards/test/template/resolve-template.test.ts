import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CardTemplate,
  resolveTemplate,
  VARIABLE_TYPES,
  type VariableType,
  validateCard,
} from "../../src/index.ts";

const CARD = {
  schema: "2.0",
  header: { title: { tag: "plain_text", content: `Order \${order}: \${count} pieces` } },
  body: {
    elements: [
      { tag: "img", img_key: `\${picture_key}`, alt: { tag: "plain_text", content: `\${order}` } },
      { tag: "button", text: { tag: "plain_text", content: "Go" }, disabled: `\${closed}`, value: `\${payload}` },
    ],
  },
};

const TEMPLATE: CardTemplate = {
  templateId: "AAqOrder",
  versions: [
    { name: "1.0.0", card: { elements: [] } },
    {
      name: "1.1.0",
      card: CARD,
      variables: {
        order: "text",
        count: "integer",
        picture_key: "text",
        closed: "boolean",
        payload: "object",
        due: "date",
      },
    },
  ],
};

const GOOD = { order: "A-1", count: 3, picture_key: "img_1", closed: false, payload: { id: 1 } };

/** A value that fits each type, one of another type, and one in another format where there is one. */
const VALUES: Readonly<Record<VariableType, { good: unknown; type: unknown; format?: unknown }>> = {
  text: { good: "a", type: 1 },
  integer: { good: "-12", type: true, format: "1.5" },
  boolean: { good: true, type: "true" },
  image: { good: { img_key: "k" }, type: "k", format: {} },
  image_array: { good: [{ img_key: "k" }], type: {}, format: [{}] },
  date: { good: "2026-01-31", type: 1, format: "2026" },
  time: { good: "23:59", type: 1, format: "24:00" },
  datetime: { good: "2026-01-31 23:59", type: 1, format: "2026-01-31" },
  url: { good: { url: "https://a.b", pc_url: null, extra: 1 }, type: "https://a.b", format: { url: 1 } },
  button_array: { good: [{ text: "a" }], type: "a", format: [{ value: "a" }] },
  option_array: { good: [{ text: "a", value: "1" }], type: 1, format: [{ text: "a" }] },
  object_array: { good: [{}], type: {} },
  object: { good: {}, type: [] },
  person: { good: { id: "ou_1" }, type: "ou_1", format: { name: "a" } },
  person_array: { good: [{ id: "ou_1", selected: true }], type: { id: "ou_1" }, format: [{}] },
  table_row_array: { good: [{ a: 1 }], type: "" },
  chart: { good: { type: "bar" }, type: "bar" },
};

describe("resolveTemplate", () => {
  it("fills in a card: whole values as they are, parts as text", () => {
    const result = resolveTemplate(TEMPLATE, { template_id: "AAqOrder", template_variable: GOOD });
    assert.ok(result.ok);
    assert.equal(result.version, "1.1.0");
    assert.deepEqual(result.card, {
      schema: "2.0",
      header: { title: { tag: "plain_text", content: "Order A-1: 3 pieces" } },
      body: {
        elements: [
          { tag: "img", img_key: "img_1", alt: { tag: "plain_text", content: "A-1" } },
          { tag: "button", text: { tag: "plain_text", content: "Go" }, disabled: false, value: { id: 1 } },
        ],
      },
    });
    assert.deepEqual(validateCard(result.card), []);
  });

  it("leaves out what is not given, ignores what is not asked for, and does not fill in values", () => {
    const template_variable = { order: `\${count}`, unknown: 1, constructor: 2 };
    const result = resolveTemplate(TEMPLATE, { template_id: "AAqOrder", template_variable });
    assert.ok(result.ok);
    const { elements } = result.card.body as { elements: object[] };
    assert.deepEqual(elements, [
      { tag: "img", alt: { tag: "plain_text", content: `\${count}` } },
      { tag: "button", text: { tag: "plain_text", content: "Go" } },
    ]);
  });

  it("without declared types, takes every value that has a place", () => {
    const template = { templateId: "AAq", versions: [{ name: "1.0.0", card: CARD }] };
    const template_variable = { ...GOOD, count: [3], unknown: 1 };
    const result = resolveTemplate(template, { template_id: "AAq", template_variable });
    assert.ok(result.ok);
    assert.deepEqual(result.card.header, { title: { tag: "plain_text", content: "Order A-1: [3] pieces" } });
  });

  it("strict: refuses what is not given and what is not asked for, declared or not", () => {
    const undeclared = { templateId: "AAq", versions: [{ name: "1.0.0", card: CARD }] };
    const msgOf = (template: CardTemplate, template_variable: object): string => {
      const result = resolveTemplate(template, { template_variable }, { strict: true });
      return result.ok ? "" : `${result.subCode} ${result.msg.replace(/^.*ErrorValue: /, "")}${result.reason}`;
    };
    const due = "2026-01-31";
    assert.equal(msgOf(TEMPLATE, { ...GOOD, due }), "");
    assert.match(
      msgOf(TEMPLATE, GOOD),
      /^200732 due, specifiedType: date, actualType: null; The variable "due" has no/,
    );
    assert.match(
      msgOf(TEMPLATE, { ...GOOD, due, ordre: "A" }),
      /^200732 ordre.*no variable "ordre". It has: order, count/,
    );
    assert.equal(msgOf(undeclared, GOOD), "");
    assert.match(msgOf(undeclared, { ...GOOD, count: null }), /^200732 count, specifiedType: any, actualType: null/);
    assert.match(msgOf(undeclared, { ...GOOD, due }), /^200732 due/);
  });

  it("takes a version by name, the newest without one, and knows no other", () => {
    const versionOf = (template_version_name: unknown): unknown => {
      const result = resolveTemplate(TEMPLATE, { template_id: "AAqOrder", template_version_name });
      return result.ok ? result.version : result.subCode;
    };
    assert.equal(versionOf("1.0.0"), "1.0.0");
    assert.equal(versionOf(undefined), "1.1.0");
    assert.equal(versionOf("9.9.9"), 200_380);
    const nothing = resolveTemplate(undefined, { template_id: "AAqNone" });
    assert.ok(!nothing.ok);
    assert.equal(
      nothing.msg,
      "Failed to create card content, ext=ErrCode: 200380; ErrMsg: template does not exist, please confirm whether this template has been released; ErrorValue: templateID: AAqNone; ",
    );
  });

  for (const type of VARIABLE_TYPES) {
    it(`checks a variable of type ${type}`, () => {
      const template = { templateId: "AAq", versions: [{ name: "1.0.0", card: {}, variables: { it: type } }] };
      const subCode = (it: unknown): number => {
        const result = resolveTemplate(template, { template_id: "AAq", template_variable: { it } });
        return result.ok ? 0 : result.subCode;
      };
      const { good, type: wrong, format } = VALUES[type];
      assert.equal(subCode(good), 0);
      assert.equal(subCode(wrong), 200_732);
      if (format !== undefined) assert.equal(subCode(format), 200_737);
    });
  }
});
