import assert from "node:assert/strict";
import { test } from "node:test";
import { linkRuleFault, matchesLinkRule } from "../src/apps/link-rule.ts";

const MATCHES: Record<string, { yes: string[]; no: string[] }> = {
  "example.com": {
    yes: ["https://example.com", "http://example.com/", "https://EXAMPLE.com/a/b?c=d#e", "https://example.com:443/x"],
    no: [
      "https://a.example.com",
      "https://example.com:8443",
      "https://example.com.evil.org",
      "ftp://example.com",
      "example.com",
    ],
  },
  "example.com:8443": {
    yes: ["https://example.com:8443/x", "http://example.com:8443"],
    no: ["https://example.com", "https://example.com:84430"],
  },
  "example.com:443": { yes: ["https://example.com"], no: ["http://example.com"] },
  "example.com/docs": {
    yes: ["https://example.com/docs", "https://example.com/docs/", "https://example.com/docs/a/b"],
    no: ["https://example.com/docs2", "https://example.com/", "https://example.com/a/docs", "https://example.com/DOCS"],
  },
  "example.com/docs/": {
    yes: ["https://example.com/docs", "https://example.com/docs/a"],
    no: ["https://example.com/do"],
  },
  "example.com/": { yes: ["https://example.com", "https://example.com/a"], no: ["https://other.com"] },
  "*.example.com": {
    yes: ["https://a.example.com", "https://a.example.com/x/y"],
    no: ["https://example.com", "https://a.b.example.com"],
  },
  "doc-*.example.com": {
    yes: ["https://doc-1.example.com", "https://doc-.example.com/x"],
    no: ["https://doc.example.com", "https://doc-1.a.example.com"],
  },
  "**.example.com": {
    yes: ["https://a.example.com", "https://a.b.example.com/x"],
    no: ["https://example.com", "https://aexample.com"],
  },
  "**.a.example.com": { yes: ["https://x.y.a.example.com"], no: ["https://a.example.com", "https://x.b.example.com"] },
  "example.com/*": {
    yes: ["https://example.com/a", "https://example.com/a/"],
    no: ["https://example.com/", "https://example.com/a/b"],
  },
  "example.com/t-*/edit": {
    yes: ["https://example.com/t-1/edit", "https://example.com/t-/edit"],
    no: ["https://example.com/t-1/edit/more", "https://example.com/t-1/2/edit", "https://example.com/x/edit"],
  },
  "example.com/docs/**": {
    yes: ["https://example.com/docs/a", "https://example.com/docs/a/b/c"],
    no: ["https://example.com/docs", "https://example.com/docs/", "https://example.com/x/docs/a"],
  },
  "*.example.com/a.b+c": {
    yes: ["https://x.example.com/a.b+c/d"],
    no: ["https://x.example.com/aXb+c", "https://x.example.com/a.bbc"],
  },
};

for (const [rule, { yes, no }] of Object.entries(MATCHES)) {
  test(`the link rule ${rule}`, () => {
    assert.equal(linkRuleFault(rule), undefined);
    for (const link of yes) assert.equal(matchesLinkRule(rule, link), true, link);
    for (const link of no) assert.equal(matchesLinkRule(rule, link), false, link);
  });
}

const FAULTS: [rule: string, says: RegExp][] = [
  ["", /not of the form/],
  ["https://example.com", /scheme/],
  ["example", /domain/],
  ["example..com", /domain/],
  ["10.0.0.1", /IP address/],
  ["10.0.0.1:80/x", /IP address/],
  ["[::1]", /not of the form|domain/],
  ["*.com", /last two labels/],
  ["example.*", /last two labels/],
  ["exa_mple.com", /last two labels/],
  ["a*b.example.com", /end of a label/],
  ["a.**.example.com", /end of a label/],
  ["*a.example.com", /end of a label/],
  ["example.com/a*b", /end of a path segment/],
  ["example.com/**/a", /end of a path segment/],
  ["example.com/a?b=c", /not of the form/],
  ["example.com/a#b", /not of the form/],
  ["example.com:port", /not of the form/],
  [`example.com/${"a".repeat(1_000)}`, /1000 characters/],
];

for (const [rule, says] of FAULTS) {
  test(`"${rule.slice(0, 40)}" is no link rule and matches nothing`, () => {
    assert.match(linkRuleFault(rule) ?? "", says);
    assert.equal(matchesLinkRule(rule, "https://example.com/a"), false);
  });
}

test("a rule made to be slow is fast", () => {
  const rule = `${"a-*.".repeat(20)}example.com/${"b-*/".repeat(200)}c`;
  const link = `https://${"a-x.".repeat(20)}example.com/${"b-x/".repeat(200)}d`;
  const begun = performance.now();
  for (let round = 0; round < 100; round++) assert.equal(matchesLinkRule(rule, link), false);
  assert.ok(performance.now() - begun < 1_000);
});
