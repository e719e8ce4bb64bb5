// (i) A change of a filter in the browser, in a county of 400 sites, with the processor slowed down: from the choice to the new
// list and map on the screen.
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { percentile } from "./statistics.mjs";

const SLOWER = 4;
const CHANGES = 60;
/** What the browser tidies up after a change is done before a person makes the next one, in ms. */
const PAUSE = 400;

/** Runs in the page: chooses another value of a filter and waits until a frame shows the answer. @returns {Promise<number>} ms */
function change(turn) {
  const select = document.querySelector("select[name=pillar]");
  const found = document.querySelector("#found");
  const values = [...select.options].map((option) => option.value);
  // Never the value that is chosen already.
  const next = values[(values.indexOf(select.value) + 1 + (turn % (values.length - 1))) % values.length];
  return new Promise((done) => {
    const begun = performance.now();
    // The list and the pins change within one task; two frames later they are on the screen.
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
    });
    seen.observe(found, { childList: true, characterData: true, subtree: true });
    select.value = next;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** @param {{ url: string }} atlas with 400 fictional sites @returns {Promise<import("./report.mjs").Result[]>} */
export async function filterChange({ url }) {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const line = await page.context().newCDPSession(page);
    await page.goto(`${url}/zh/`);
    await page.locator(".leaflet-pane a.pin").first().waitFor();
    await page.locator(".filters .more > summary").click();
    await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const times = [];
    for (let turn = 0; turn < CHANGES; turn += 1) {
      times.push(await page.evaluate(change, turn));
      await page.waitForTimeout(PAUSE);
    }
    const value = percentile(times, 0.95);
    return [{ id: "filterChange", value, note: `p50 ${percentile(times, 0.5).toFixed(0)} ms, ${CHANGES} changes` }];
  } finally {
    await browser.close();
  }
}
