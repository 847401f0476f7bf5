import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseProxy } from "../../src/network/proxy.ts";

const PLAIN = "http://plain.example.com:3128";
const SECURE = "http://secure.example.com:3128";
const BOTH = { HTTP_PROXY: PLAIN, HTTPS_PROXY: SECURE };

function chosen(target: string, environment: Record<string, string>, option?: string | false): string | undefined {
  return chooseProxy(new URL(target), option, environment)?.origin;
}

test("the target's encryption chooses the variable, for HTTP and WebSocket alike", () => {
  for (const scheme of ["http", "ws"]) assert.equal(chosen(`${scheme}://open.feishu.cn/x`, BOTH), PLAIN);
  for (const scheme of ["https", "wss"]) assert.equal(chosen(`${scheme}://open.feishu.cn/x`, BOTH), SECURE);
  assert.equal(chosen("wss://open.feishu.cn", { HTTP_PROXY: PLAIN }), undefined);
  assert.equal(chosen("wss://open.feishu.cn", {}), undefined);
});

test("a lower-case variable wins, an empty one says nothing, and a bare host is an http proxy", () => {
  assert.equal(chosen("http://a.cn", { http_proxy: SECURE, HTTP_PROXY: PLAIN }), SECURE);
  assert.equal(chosen("http://a.cn", { HTTP_PROXY: "" }), undefined);
  assert.equal(chosen("http://a.cn", { HTTP_PROXY: "plain.example.com:3128" }), PLAIN);
});

test("a proxy of a scheme that larkwire does not speak is passed over", () => {
  for (const value of ["socks5://a.cn:1080", "ftp://a.cn", "http://", "://"]) {
    assert.equal(chosen("http://a.cn", { HTTP_PROXY: value }), undefined, value);
  }
});

test("an explicit option wins over everything", () => {
  const own = "http://own.example.com:8080";
  assert.equal(chosen("wss://open.feishu.cn", { ...BOTH, NO_PROXY: "*" }, own), own);
  assert.equal(chosen("http://127.0.0.1:80", {}, own), own);
  assert.equal(chosen("wss://open.feishu.cn", BOTH, false), undefined);
});

test("this machine is reached directly", () => {
  for (const host of ["localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.8.9.1", "[::1]"]) {
    assert.equal(chosen(`http://${host}:8080`, BOTH), undefined, host);
  }
  for (const host of ["notlocalhost", "128.0.0.1", "127.example.com", "[::2]"]) {
    assert.equal(chosen(`http://${host}:8080`, BOTH), PLAIN, host);
  }
});

for (const [noProxy, target, isExempt] of [
  ["*", "http://open.feishu.cn", true],
  ["open.feishu.cn", "http://open.feishu.cn", true],
  ["OPEN.Feishu.CN", "http://open.feishu.cn", true],
  ["feishu.cn", "http://open.feishu.cn", true],
  [".feishu.cn", "http://open.feishu.cn", true],
  ["*.feishu.cn", "http://open.feishu.cn", true],
  ["eishu.cn", "http://open.feishu.cn", false],
  ["feishu.cn.evil.com", "http://open.feishu.cn", false],
  ["a.cn, b.cn feishu.cn", "http://open.feishu.cn", true],
  ["feishu.cn:80", "http://open.feishu.cn", true],
  ["feishu.cn:443", "wss://open.feishu.cn", true],
  ["feishu.cn:8080", "http://open.feishu.cn", false],
  ["10.0.0.1", "http://10.0.0.1", true],
  ["10.0.0.1", "http://110.0.0.1", false],
  ["2001:db8::1", "http://[2001:db8::1]:9000", true],
  ["[2001:db8::1]", "http://[2001:db8::1]:9000", true],
  ["[2001:db8::1]:9000", "http://[2001:db8::1]:9000", true],
  ["[2001:db8::1]:9001", "http://[2001:db8::1]:9000", false],
  ["2001:db8::1", "http://[2001:db8::2]:9000", false],
  ["", "http://open.feishu.cn", false],
  [" , ", "http://open.feishu.cn", false],
] as const) {
  test(`NO_PROXY "${noProxy}" ${isExempt ? "exempts" : "does not exempt"} ${target}`, () => {
    assert.equal(chosen(target, { ...BOTH, NO_PROXY: noProxy }) === undefined, isExempt);
  });
}
