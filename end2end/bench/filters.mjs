// (i) A change of a filter in the browser, in a county of 400 sites, with the processor slowed down: from the choice to the new
// list and map on the screen. Once as a person chooses, with the keys in a field that has the focus, and once by script in a
// field that nobody has looked at, so that nothing can have been fetched ahead.
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { percentile } from "./statistics.mjs";

const SLOWER = 4;
const CHANGES = 60;
/** What the browser tidies up after a change is done before a person makes the next one, in ms. */
const PAUSE = 400;
const FIELD = "select[name=pillar]";
/** Each leads to another value, from the first of six on and back to it. */
const KEYS = ["ArrowDown", "ArrowDown", "End", "ArrowUp", "Home", "End", "ArrowUp", "ArrowUp", "ArrowUp", "Home"];

/** Runs in the page: waits for a choice in the field and until a frame shows the answer. @returns {Promise<number>} ms */
function shown(field) {
  const select = document.querySelector(field);
  return new Promise((done) => {
    let begun = NaN;
    // The list and the pins change within one task; two frames later they are on the screen.
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
    });
    seen.observe(document.querySelector("#found"), { childList: true, characterData: true, subtree: true });
    const begin = (event) => (begun = event.timeStamp);
    select.addEventListener("keydown", begin, { once: true });
    document.documentElement.dataset.listens = "true";
    select.addEventListener("unseen", begin, { once: true });
  });
}

/** Runs in the page: chooses another value, as if nobody had looked for it. */
function choose({ field, turn }) {
  const select = document.querySelector(field);
  const values = [...select.options].map((option) => option.value);
  select.dispatchEvent(new Event("unseen"));
  // Never the value that is chosen already.
  select.value = values[(values.indexOf(select.value) + 1 + (turn % (values.length - 1))) % values.length];
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {import("@playwright/test").Page} page @param {(turn: number) => Promise<void>} change @returns {Promise<number[]>} ms */
async function changes(page, change) {
  const times = [];
  for (let turn = 0; turn < CHANGES; turn += 1) {
    const time = page.evaluate(shown, FIELD);
    await page.waitForFunction(() => "listens" in document.documentElement.dataset && delete document.documentElement.dataset.listens);
    await change(turn);
    times.push(await time);
    await page.waitForTimeout(PAUSE);
  }
  return times;
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
    const unseen = await changes(page, (turn) => page.evaluate(choose, { field: FIELD, turn }));
    await page.locator(FIELD).selectOption({ index: 0 });
    await page.locator(FIELD).focus();
    await page.waitForTimeout(2 * PAUSE);
    const chosen = await changes(page, (turn) => page.keyboard.press(KEYS[turn % KEYS.length]));
    const [value, p50, other, other50] = [chosen, unseen].flatMap((all) => [percentile(all, 0.95), percentile(all, 0.5)]);
    const note = `p50 ${p50.toFixed(0)} ms, ${CHANGES} changes; in a field without focus p95 ${other.toFixed(0)}, p50 ${other50.toFixed(0)} ms`;
    return [{ id: "filterChange", value, note }];
  } finally {
    await browser.close();
  }
}
