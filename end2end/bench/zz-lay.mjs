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
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const run = (css) => page.evaluate(async (css) => {
    if (css) { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }
    const med = (f) => { const t = []; for (let i = 0; i < 15; i++) { const b = performance.now(); f(); const c = performance.now(); document.body.offsetHeight; document.querySelector("#rows").getBoundingClientRect(); t.push([c - b, performance.now() - c]); } t.sort((a, b) => a[1] - b[1]); return t[7].map((x) => x.toFixed(1)).join(" + "); };
    const rows = document.querySelector("#rows");
    const pins = [...document.querySelectorAll(".leaflet-pane .pin-frame")];
    const frame = () => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
    await frame();
    const out = { n: pins.length, li: rows.querySelectorAll("li").length };
    out.rows = med(() => { rows.innerHTML = rows.innerHTML; });
    await frame();
    out.pins = med(() => { for (const p of pins) p.innerHTML = p.innerHTML; });
    await frame();
    out.noText = med(() => { for (const p of pins) { p.innerHTML = p.innerHTML; p.querySelectorAll("text").forEach((t) => t.remove()); } });
    out.onePin = med(() => { pins[0].innerHTML = pins[0].innerHTML; });
    out.found = med(() => { const f = document.querySelector("#found"); f.innerHTML = f.innerHTML; });
    return out;
  }, css);
  for (const css of ["", "#rows li{content-visibility:auto;contain-intrinsic-size:auto 90px}", ".pin-frame{contain:strict}", ".pin-frame{contain:strict}.map{contain:strict}.panel{contain:strict}#rows li{content-visibility:auto;contain-intrinsic-size:auto 90px}", ".leaflet-pane .pin svg{contain:strict}"]) console.log(css, JSON.stringify(await run(css)));
  console.log(await page.evaluate(() => document.querySelector(".leaflet-pane .pin-frame").outerHTML + "\n" + document.querySelector("#rows li").outerHTML));
} finally { await browser.close(); await atlas.stop(); await database.remove(); }
