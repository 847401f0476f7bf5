import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CALLBACK_TYPES, type CallbackType, CLIENT_CODE, validateAnswer } from "../../src/index.ts";
import { ANSWER_CASES } from "./answer-cases.ts";

describe("validateAnswer", () => {
  for (const type of CALLBACK_TYPES) {
    describe(type, () => {
      for (const row of ANSWER_CASES.filter((candidate) => candidate.type === type)) {
        it(`${row.issues.length === 0 ? "takes" : "refuses"} ${row.name} (${row.source})`, () => {
          const issues = validateAnswer(type, row.answer, { originalCard: row.originalCard });
          assert.deepEqual(
            issues.map((issue) => [issue.path, issue.code]),
            row.issues,
          );
          if (row.says !== undefined) assert.ok(issues[0]?.message.includes(row.says), issues[0]?.message);
        });
      }
    });
  }

  it("tells what to do in the message, not only what is wrong", () => {
    const [issue] = validateAnswer("card.action.trigger", { toast: { type: "warn", content: "x" } });
    assert.equal(
      issue?.message,
      'The toast\'s type is "warn", but only info, success, error, warning exist. Write "warning".',
    );
  });

  it("judges what would be sent: getters and toJSON count, members without a JSON form do not", () => {
    class Answer {
      get toast(): unknown {
        return "on the prototype, so never sent";
      }
      toJSON(): unknown {
        return { toast: { type: "info", content: "sent" }, card: undefined, note: () => "not sent" };
      }
    }
    assert.deepEqual(validateAnswer("card.action.trigger", new Answer()), []);
  });
});

describe("validateAnswer on an answer that cannot be sent", () => {
  const cycle: Record<string, unknown> = {};
  cycle.card = { type: "raw", data: cycle };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const hostileError = new Proxy(new Error("x"), {
    getPrototypeOf: () => {
      throw new Error("not even its kind can be asked");
    },
  });
  const hostile: Readonly<Record<string, unknown>> = {
    "a cycle": cycle,
    "a BigInt": { card: { type: "raw", data: { id: 1n } } },
    "a getter that throws": {
      get toast(): unknown {
        throw new Error("no toast today");
      },
    },
    "a getter that throws something without text": {
      get toast(): unknown {
        throw hostileError;
      },
    },
    "a revoked proxy": revoked.proxy,
    "a function": () => ({}),
    "a symbol": Symbol("answer"),
  };

  for (const type of CALLBACK_TYPES) {
    for (const [name, answer] of Object.entries(hostile)) {
      it(`${type}: ${name} is one issue with code 200671`, () => {
        const issues = validateAnswer(type, answer);
        assert.deepEqual(
          issues.map((issue) => [issue.path, issue.code]),
          [["", CLIENT_CODE.notOk]],
        );
      });
    }
  }

  it("names the reason", () => {
    const [issue] = validateAnswer("url.preview.get", hostile["a getter that throws"]);
    assert.match(issue?.message ?? "", /no toast today/);
  });

  it("does not throw on a hostile original card or an unknown callback", () => {
    const answer = { card: { type: "raw", data: {} } };
    const context = {
      get originalCard(): unknown {
        throw new Error("gone");
      },
    };
    assert.deepEqual(validateAnswer("card.action.trigger", answer, context), []);
    assert.deepEqual(validateAnswer("constructor" as CallbackType, answer), []);
  });
});
