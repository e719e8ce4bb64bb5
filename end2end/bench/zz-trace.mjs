import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { freshDatabase, startAtlas } from "../support/atlas.mjs";
const database = await freshDatabase({ fictionalSites: 400, seed: 1 });
const atlas = await startAtlas(database);
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const line = await page.context().newCDPSession(page);
  await page.goto(`${atlas.url}/zh/`);
  await page.locator(".leaflet-pane a.pin").first().waitFor();
  if (process.env.CSS) await page.evaluate((css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets.push(s); }, process.env.CSS);
  await page.waitForTimeout(1500);
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const change = (turn) => {
    const select = document.querySelector("select[name=pillar]");
    const found = document.querySelector("#found");
    const values = [...select.options].map((o) => o.value);
    const next = values[(values.indexOf(select.value) + 1 + (turn % (values.length - 1))) % values.length];
    return new Promise((done) => {
      const begun = performance.now(); performance.mark("begin"+turn);
      const seen = new MutationObserver(() => { seen.disconnect(); const put=performance.now()-begun; requestAnimationFrame(() => requestAnimationFrame(() => done([put, performance.now() - begun, performance.getEntriesByType("resource").at(-1).duration, performance.getEntriesByType("resource").at(-1).transferSize,performance.getEntriesByType("resource").at(-1).startTime-begun,document.querySelectorAll(".leaflet-pane a.pin").length,performance.getEntriesByType("resource").at(-1).responseEnd-begun]))); });
      seen.observe(found, { childList: true, characterData: true, subtree: true });
      select.value = next;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  for (let t = 0; t < 8; t++) await page.evaluate(change, t);
  const events = []; line.on("Tracing.dataCollected", (e) => events.push(...e.value));
  await line.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "blink","blink.user_timing"] } });
  const res = []; for (let t = 8; t < 20; t++) res.push(await page.evaluate(change, t));
  console.log("put ms, total ms, fetch ms, bytes, start, pins, responseEnd"); for (const r of res) console.log(r.map((x) => Math.round(x)).join(" "));
  const done = new Promise((r) => line.once("Tracing.tracingComplete", r)); await line.send("Tracing.end"); await done;
  const main = events.filter((e) => e.ph === "X" && e.dur);
  const tids = {}; for (const e of main) tids[e.pid+":"+e.tid] = (tids[e.pid+":"+e.tid] || 0) + e.dur;
  const byName = {};
  // self time on renderer main
  const mt = events.find((e) => e.name === "thread_name" && e.args.name === "CrRendererMain");
  const mine = main.filter((e) => !mt || (e.pid === mt.pid && e.tid === mt.tid)).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const stack = [];
  for (const e of mine) { e.self = e.dur; while (stack.length && stack.at(-1).ts + stack.at(-1).dur <= e.ts) stack.pop(); if (stack.length) stack.at(-1).self -= e.dur; stack.push(e); }
  for (const e of mine) byName[e.name] = (byName[e.name] || 0) + e.self;
  console.log(Object.entries(byName).sort((a, b) => b[1] - a[1]).slice(0, 22).map(([n, d]) => `${(d / 1000 / 12).toFixed(1)} ms ${n}`).join("\n"));
  if (process.env.TL) { const marks = events.filter((e) => e.name.startsWith("begin")); const b = marks.at(-2); const t0 = b.ts; for (const e of mine.filter((e) => e.ts >= t0 - 1000 && e.ts < t0 + 500000 && e.dur > 1500)) console.log(((e.ts - t0) / 1000).toFixed(1), (e.dur / 1000).toFixed(1), "self", (e.self/1000).toFixed(1), e.name, JSON.stringify(e.args).slice(0, 160)); }
} finally { await browser.close(); await atlas.stop(); await database.remove(); }
