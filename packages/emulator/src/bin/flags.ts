import { parseArgs } from "node:util";
import type { AppOptions } from "../apps/app-options.ts";
import { ConfigurationError } from "../errors.ts";
import type { EmulatorOptions } from "../options.ts";

/** Where the command listens when it is not told otherwise. */
const DEFAULT_PORT = "8899";

export const USAGE: string = `larkwire-emulator: the Feishu/Lark open platform on this machine.

  --host <address>     address to listen on (default 127.0.0.1)
  --port <number>      port to listen on, 0 for a free one (default ${DEFAULT_PORT})
  --seed <number>      start of all ids; equal seeds give equal ids (default random)
  --manual-clock       time stands still until POST /_emu/clock/advance (default: it runs)
  --stop-with-stdin    end when the standard input ends, so when whoever started it is gone
  --app-id <id>        id of the first app, cli_ and 16 digits of 0-9a-f (default random)
  --app-secret <text>  secret of the first app (default random)
  --help               this text

When ready, it prints one line of JSON: {"url","admin","seed","app":{"appId","appSecret","encryptKey","verificationToken"}}.
Its log goes to stderr. Exit codes: 0 stopped by a signal or with stdin, 1 failure, 2 bad flags, 4 port in use.
`;

/** What the command line asks for. */
export type Flags =
  | { readonly want: "help" }
  | {
      readonly want: "run";
      readonly emulator: EmulatorOptions;
      readonly app: AppOptions;
      readonly stopsWithStdin: boolean;
    };

const OPTIONS = {
  host: { type: "string" },
  port: { type: "string", default: DEFAULT_PORT },
  seed: { type: "string" },
  "manual-clock": { type: "boolean", default: false },
  "stop-with-stdin": { type: "boolean", default: false },
  "app-id": { type: "string" },
  "app-secret": { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** Reads the flags. Throws a `TypeError` for one that is unknown or has no value; values are checked by their users. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false });
  if (values.help) return { want: "help" };
  return {
    want: "run",
    emulator: {
      host: values.host,
      port: wholeNumber("port", values.port),
      seed: wholeNumber("seed", values.seed),
      clock: values["manual-clock"] ? "manual" : undefined,
    },
    app: { appId: values["app-id"], appSecret: values["app-secret"] },
    stopsWithStdin: values["stop-with-stdin"],
  };
}

/** Its range is checked by `startEmulator`. */
function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new ConfigurationError(`--${flag} is "${text}", but has to be a whole number.`);
}
