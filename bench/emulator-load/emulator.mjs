// The emulator in a process of its own, with an app for each of the parent's clients and one card to click per app.
// Told to begin, it clicks at a steady rate; asked for figures, it says what it has used and what came of the clicks.
import { startEmulator } from "@larkwire/emulator";

const { apps: appCount, rate, seconds } = JSON.parse(process.argv[2]);
const TICK_MS = 10;
const CARD = {
  schema: "2.0",
  body: {
    elements: [
      {
        tag: "button",
        text: { tag: "plain_text", content: "Go" },
        behaviors: [{ type: "callback", value: { order: "20260131-000123", step: "approve" } }],
      },
    ],
  },
};

const emulator = await startEmulator({ seed: 1 });
const apps = Array.from({ length: appCount }, () => emulator.createApp());
const alice = emulator.createUser({ name: "Alice" });
const cards = apps.map((app) => alice.openChat(app).postCard(CARD));
const results = { clicked: 0, good: 0, codes: {}, latenciesMs: [], mostWaiting: 0 };

function click(card) {
  results.clicked += 1;
  results.mostWaiting = Math.max(results.mostWaiting, results.clicked - results.latenciesMs.length);
  const begun = performance.now();
  void card.click("Go").then(({ code }) => {
    results.latenciesMs.push(performance.now() - begun);
    results.codes[code] = (results.codes[code] ?? 0) + 1;
    if (code === 0) results.good += 1;
  });
}

/** Clicks as many as are due, however late the timer is, so that the rate is what was asked for. */
function load() {
  const begun = performance.now();
  const total = rate * seconds;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate));
      while (results.clicked < due) click(cards[results.clicked % cards.length]);
      if (results.clicked < total || results.latenciesMs.length < total) return;
      clearInterval(timer);
      resolve((performance.now() - begun) / 1000);
    }, TICK_MS);
  });
}

process.on("message", async (asked) => {
  if (asked === "usage") return process.send({ usage: process.cpuUsage(), rss: process.memoryUsage().rss });
  const before = process.cpuUsage();
  const tookSeconds = await load();
  const { user, system } = process.cpuUsage(before);
  const sorted = results.latenciesMs.sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const { clicked, good, codes, mostWaiting } = results;
  const cpuSeconds = (user + system) / 1e6;
  process.send({ done: { tookSeconds, cpuSeconds, clicked, good, codes, mostWaiting, p50: at(0.5), p99: at(0.99) } });
});
process.on("SIGTERM", () => process.exit(0));
process.send({ url: emulator.url, apps: apps.map(({ appId, appSecret }) => ({ appId, appSecret })) });
