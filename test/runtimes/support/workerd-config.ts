import { readdirSync } from "node:fs";

/** The configuration of a worker that serves `worker.mjs`, to be read with the repository as import path. */
export function workerdConfig(encryptKey: string, verificationToken: string): string {
  const dist = "packages/larkwire/dist";
  const built = readdirSync(dist).filter((file) => file.endsWith(".mjs"));
  const support = "test/runtimes/support";
  const files = [`${support}/worker.mjs`, `${support}/app.mjs`, ...built.map((file) => `${dist}/${file}`)];
  const modules = files.map((file) => `(name = "${file}", esModule = embed "/${file}")`).join(",\n    ");
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);

const worker :Workerd.Worker = (
  modules = [
    ${modules}
  ],
  bindings = [
    (name = "ENCRYPT_KEY", text = ${JSON.stringify(encryptKey)}),
    (name = "VERIFICATION_TOKEN", text = ${JSON.stringify(verificationToken)})
  ],
  compatibilityDate = "2026-01-01",
  compatibilityFlags = ["nodejs_compat"]
);
`;
}
