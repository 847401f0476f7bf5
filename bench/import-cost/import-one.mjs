// Imports the module that the first argument names and tells the parent what it cost; without a name, nothing.
const [name] = process.argv.slice(2);
const startedAt = performance.now();
if (name !== undefined) await import(name);
const importMs = performance.now() - startedAt;
globalThis.gc();
const { rss, heapUsed, external } = process.memoryUsage();
process.send({ importMs, rssBytes: rss, heldBytes: heapUsed + external });
process.disconnect();
