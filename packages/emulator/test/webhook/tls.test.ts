import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { AppServer } from "../support/app-server.ts";
import { rawServer } from "../support/raw-server.ts";
import { startWorld, type World } from "../support/world.ts";

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const OTHER_HOST = { cert: fixture("other-host-cert.pem"), key: fixture("other-host-key.pem") };
const TLS = { cert: fixture("server-cert.pem"), key: fixture("server-key.pem") };

function tlsWorld(test: TestContext, requestUrl: string, ca?: string | string[]): Promise<World> {
  return startWorld(test, { webhook: ca === undefined ? {} : { ca } }, { callbacks: { requestUrl } });
}

test("https: a server whose certificate is signed by webhook.ca is asked", async (t) => {
  for (const ca of [TLS.cert, [TLS.cert]]) {
    const server = await AppServer.start(t, TLS);
    const { postCard } = await tlsWorld(t, server.url, ca);
    const clicked = postCard().click("Approve");
    (await server.next()).answer({ toast: { type: "info", content: "over TLS" } });
    assert.equal((await clicked).toast?.content, "over TLS");
  }
});

test("200080: a certificate that nobody known has signed", async (t) => {
  const server = await AppServer.start(t, TLS);
  const { postCard } = await tlsWorld(t, server.url);
  const { code, reason, delivery } = await postCard().click("Approve");
  assert.deepEqual([code, delivery.status], [200080, "unreachable"]);
  assert.match(reason, /TLS handshake .* \(DEPTH_ZERO_SELF_SIGNED_CERT\).*webhook\.ca/);
  assert.equal(server.untaken, 0);
});

test("200080: a certificate for another host", async (t) => {
  const server = await AppServer.start(t, OTHER_HOST);
  const { postCard } = await tlsWorld(t, server.url, OTHER_HOST.cert);
  const { code, reason } = await postCard().click("Approve");
  assert.equal(code, 200080, reason);
  assert.match(reason, /ERR_TLS_CERT_ALTNAME_INVALID/);
});

test("200080: a server without TLS behind an https URL", async (t) => {
  const url = await rawServer(
    t,
    createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  );
  const { postCard } = await tlsWorld(t, url.replace("http:", "https:"));
  const { code, reason } = await postCard().click("Approve");
  assert.equal(code, 200080, reason);
  assert.match(reason, /TLS handshake/);
});

test("200341: a TLS handshake that never ends is silence, because the TCP connection stands", async (t) => {
  let connected: () => void = () => undefined;
  const accepted = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const url = await rawServer(
    t,
    createServer((socket) => void socket.once("data", connected)),
  );
  const { clock, postCard } = await tlsWorld(t, url.replace("http:", "https:"));
  const clicked = postCard().click("Approve");
  await accepted;
  clock.skip(2_000);
  clock.skip(1_000);
  const { code, delivery } = await clicked;
  assert.deepEqual([code, delivery.status], [200341, "timed_out"]);
});
