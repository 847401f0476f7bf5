import { createSecureContext } from "node:tls";
import { invalidOption } from "../check-option.ts";
import type { CertificateAuthorities } from "./dial.ts";
import { isProxyUrl } from "./proxy.ts";

// Options of everything that talks to the platform.

export function checkCa(ca: CertificateAuthorities | undefined): CertificateAuthorities | undefined {
  if (ca === undefined || isPem([ca].flat())) return ca;
  throw invalidOption("ca has to be one or several certificates in PEM: a string or Buffer, or an array of them.");
}

/** Node itself takes text without any certificate in it, and then trusts nobody. */
function isPem(certificates: (string | Buffer)[]): boolean {
  try {
    createSecureContext({ ca: certificates });
    return certificates.every((certificate) => String(certificate).includes("-----BEGIN CERTIFICATE-----"));
  } catch {
    return false;
  }
}

export function checkProxy(proxy: unknown): string | false | undefined {
  if (proxy === undefined || proxy === false) return proxy;
  if (typeof proxy === "string" && URL.canParse(proxy) && isProxyUrl(new URL(proxy))) return proxy;
  throw invalidOption('proxy has to be a URL such as "http://proxy.example.com:8080", or false for none.');
}
