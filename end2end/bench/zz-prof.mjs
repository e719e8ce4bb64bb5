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
  await page.waitForTimeout(1500);
  const change = (turn) => {
    const select = document.querySelector("select[name=pillar]");
    const found = document.querySelector("#found");
    const values = [...select.options].map((o) => o.value);
    const next = values[(values.indexOf(select.value) + 1 + (turn % (values.length - 1))) % values.length];
    return new Promise((done) => {
      const begun = performance.now(); let disp;
      const seen = new MutationObserver(() => { seen.disconnect(); const put=performance.now()-begun; const r=performance.getEntriesByType("resource").filter(x=>x.name.includes("/api/overview")).at(-1); requestAnimationFrame(() => {const f1=performance.now()-begun; requestAnimationFrame(() => done([next, disp, r.startTime-begun, r.responseEnd-begun, put, f1, performance.now() - begun, document.querySelectorAll(".leaflet-pane a.pin").length])); })});
      seen.observe(found, { childList: true, characterData: true, subtree: true });
      select.value = next;
      select.dispatchEvent(new Event("change", { bubbles: true })); disp = performance.now() - begun;
    });
  };
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await line.send("Profiler.enable"); 
  if (process.env.PROF) { await line.send("Profiler.setSamplingInterval", { interval: 100 }); await line.send("Profiler.start"); }
  const all = [];
  for (let t = 0; t < 40; t++) { all.push(await page.evaluate(change, t)); await page.waitForTimeout(400); }
  const by = {}; for (const r of all) (by[r[0]] ??= []).push(r.slice(1));
  const med = (a) => a.sort((x, y) => x - y)[a.length >> 1];
  console.log("value n dispatch fetchstart responseEnd put frame1 total pins");
  for (const [k, v] of Object.entries(by)) console.log(k || "(all)", v.length, ...v[0].map((_, i) => Math.round(med(v.map((r) => r[i])))), "max", Math.round(Math.max(...v.map((r) => r[5]))));
  const tot = all.map((r) => r[6]).sort((a, b) => a - b); console.log("p50", tot[20], "p95", tot[37]);
  if (process.env.PROF) {
    const { profile } = await line.send("Profiler.stop"); const self = {}; const byId = Object.fromEntries(profile.nodes.map((n) => [n.id, n]));
    profile.samples.forEach((s, i) => { const c = byId[s].callFrame; const k = c.functionName + " " + c.url.split("/").at(-1) + ":" + c.lineNumber + ":" + c.columnNumber; self[k] = (self[k] || 0) + profile.timeDeltas[i]; });
    for (const [k, v] of Object.entries(self).sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log((v / 1000 / 40).toFixed(2), k);
  }
} finally { await browser.close(); await atlas.stop(); await database.remove(); }
