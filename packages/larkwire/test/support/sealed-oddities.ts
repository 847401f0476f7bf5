import { seal, urlVerification } from "./platform-post.ts";

/** Bodies that decrypt, or do not, in every way there is; none of them is a URL verification to be answered. */
export async function sealedOddities(encryptKey: string, verificationToken: string): Promise<string[]> {
  const whole = JSON.parse(await seal(urlVerification("c", verificationToken), encryptKey)).encrypt as string;
  const bytes = Buffer.from(whole, "base64");
  const damaged = (at: number): string => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0x80;
    return copy.toString("base64");
  };
  const encrypts: unknown[] = [
    ...Array.from({ length: bytes.length }, (_, at) => damaged(at)),
    ...[16, 32, 33, 48].map((length) => bytes.subarray(0, length).toString("base64")),
    whole.slice(0, -5),
    `${whole} `,
    "",
    "x",
    null,
    5,
    [whole],
  ];
  const plains: (object | string)[] = ["", "{}", "null", "[]", "not JSON", { type: "url_verification" }];
  for (const challenge of ["", " ", 'a"b', "é", "\ufffd", "x".repeat(257)]) {
    plains.push(urlVerification(challenge, verificationToken));
  }
  plains.push(urlVerification("c", "other"), { ...urlVerification("c", verificationToken), type: "event_callback" });
  const sealed = await Promise.all(plains.map((plain) => seal(plain, encryptKey)));
  return [...encrypts.map((encrypt) => JSON.stringify({ encrypt })), ...sealed, "", "{", "[]", "{}"];
}
