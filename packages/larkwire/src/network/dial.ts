import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, rootCertificates, type TLSSocket } from "node:tls";
import { DialError, type DialStepOptions, runDialStep } from "./dial-step.ts";
import { bareHost, isEncrypted, portOf } from "./proxy.ts";
import { openTunnel } from "./tunnel.ts";

/** One certificate or several, PEM. */
export type CertificateAuthorities = string | Buffer | readonly (string | Buffer)[];

/** How to reach a host. */
export interface DialOptions extends DialStepOptions {
  /** Tunnel through this proxy. */
  readonly proxy: URL | undefined;
  /** Trusted besides the authorities that come with Node; NODE_EXTRA_CA_CERTS does not count then. */
  readonly ca: CertificateAuthorities | undefined;
}

/**
 * Opens a socket to the host of `target`: TCP, then the proxy's tunnel, then TLS, as target and options ask. The socket
 * is ready for HTTP and has no listeners.
 *
 * @throws DialError, or the signal's reason
 */
export async function dial(target: URL, options: DialOptions): Promise<Socket> {
  const { proxy } = options;
  if (proxy === undefined) return secure(await openTcp(target, options), target, options);
  const toProxy = await reachProxy(proxy, options);
  await openTunnel(toProxy, target, proxy, options);
  return secure(toProxy, target, options);
}

async function reachProxy(proxy: URL, options: DialOptions): Promise<Socket> {
  try {
    return await secure(await openTcp(proxy, options), proxy, options);
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    throw new DialError("proxy", `proxy: ${proxy.host} cannot be reached: ${error.message}`, error.timedOut, error);
  }
}

function openTcp(target: URL, options: DialOptions): Promise<Socket> {
  const socket = connectTcp({ host: bareHost(target), port: portOf(target), noDelay: true });
  return runDialStep("tcp", socket, options, (finish) => socket.once("connect", () => finish(socket)));
}

async function secure(plain: Socket, target: URL, options: DialOptions): Promise<Socket> {
  if (!isEncrypted(target)) return plain;
  const host = bareHost(target);
  const socket: TLSSocket = connectTls({
    socket: plain,
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ALPNProtocols: ["http/1.1"],
    ...(options.ca === undefined ? {} : { ca: [...rootCertificates, ...[options.ca].flat()] }),
  });
  let issuer: string | undefined;
  // Before Node has judged the certificate: afterwards one that it refused cannot be looked at any more.
  socket.prependOnceListener("secure", () => {
    issuer = issuerOf(socket);
  });
  try {
    return await runDialStep("tls", socket, options, (finish) => socket.once("secureConnect", () => finish(socket)));
  } catch (error) {
    if (!(error instanceof DialError) || issuer === undefined) throw error;
    throw new DialError(
      "tls",
      `${error.message}; the certificate was issued by "${issuer}"`,
      error.timedOut,
      error.cause,
    );
  }
}

/** Who issued the other side's certificate; companies that read their people's traffic put their own name there. */
function issuerOf(socket: TLSSocket): string | undefined {
  const { issuer } = socket.getPeerCertificate();
  const names = [issuer?.CN, issuer?.O].flat().filter((name) => typeof name === "string" && name !== "");
  return names.length === 0 ? undefined : names.join(", ").slice(0, 200);
}
