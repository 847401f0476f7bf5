import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CALLBACK_TYPES,
  type CallbackTable,
  type CallbackType,
  type CardActionTriggerV1Response,
  isCallbackType,
  type P2CardActionTrigger,
  type P2CardActionTriggerResponse,
  type P2URLPreviewGetResponse,
} from "../../src/index.ts";

/** `true` only when both types are the same; anything else does not compile as `true`. */
type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

describe("the table of callbacks", () => {
  it("has the same names as types and at run time", () => {
    const same: Same<(typeof CALLBACK_TYPES)[number], keyof CallbackTable> = true;
    assert.ok(same);
    // @ts-expect-error a name that the table does not have
    const unknownName: CallbackType = "card.action.triggered";
    assert.ok(!isCallbackType(unknownName));
    assert.ok(CALLBACK_TYPES.every((name) => isCallbackType(name)));
    assert.equal(new Set(CALLBACK_TYPES).size, CALLBACK_TYPES.length);
  });

  it("knows events and the names of Object.prototype as no callbacks", () => {
    for (const name of ["im.message.receive_v1", "toString", "__proto__", ""]) assert.ok(!isCallbackType(name), name);
  });
});

describe("the types of answers", () => {
  it("accept what the guide shows", () => {
    const answers: P2CardActionTriggerResponse[] = [
      {},
      { toast: { type: "info", content: "卡片回传成功" } },
      { toast: { type: "error", content: "x", i18n: { zh_cn: "好", ms_my: "ya" } } },
      { card: { type: "raw", data: { schema: "2.0", body: { elements: [] } } } },
      { card: { type: "template", data: { template_id: "AAqk1" } } },
    ];
    const previews: P2URLPreviewGetResponse[] = [
      {},
      { inline: { title: "链接预览测试" } },
      { inline: { i18n_title: { hi_in: "x" }, url: { copy_url: "https://a.example" } } },
    ];
    const legacy: CardActionTriggerV1Response[] = [
      {},
      { header: {}, elements: [{ tag: "hr" }], toast: { type: "info", content: "x" } },
      { type: "template", data: { template_id: "AAqk1" } },
    ];
    assert.equal(answers.length + previews.length + legacy.length, 11);
  });

  it("refuse what the platform refuses", () => {
    const refused: unknown[] = [
      // @ts-expect-error no toast has the type warn
      { toast: { type: "warn", content: "x" } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a toast without content
      { toast: { type: "info" } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a toast is an object
      { toast: "saved" } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error toasts do not come in Hindi
      { toast: { type: "info", content: "x", i18n: { hi_in: "x" } } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error card_json is CardKit's word
      { card: { type: "card_json", data: {} } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a card without its wrapper
      { card: { elements: [] } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a card as JSON text
      { card: { type: "raw", data: "{}" } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a template without its id
      { card: { type: "template", data: {} } } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error what acknowledges an event
      { msg: "success" } satisfies P2CardActionTriggerResponse,
      // @ts-expect-error a preview without a title in any form
      { inline: { image_key: "img" } } satisfies P2URLPreviewGetResponse,
      // @ts-expect-error the legacy answer has no wrapper
      { card: { type: "raw", data: {} } } satisfies CardActionTriggerV1Response,
    ];
    assert.equal(refused.length, 11);
  });
});

describe("the type of a click", () => {
  it("takes an object or a string as value by default, and an app's own types on request", () => {
    const value: NonNullable<P2CardActionTrigger["event"]["action"]["value"]>[] = ["approve", { id: 7 }];
    // @ts-expect-error a number never arrives
    value.push(7);
    interface Decision {
      approved: boolean;
    }
    type OwnAction = P2CardActionTrigger<Decision, { reason: string }>["event"]["action"];
    const action: OwnAction = { tag: "button", value: { approved: true }, form_value: { reason: "x" } };
    assert.equal(action.value?.approved, true);
    assert.equal(action.form_value?.reason.length, 1);
  });
});
