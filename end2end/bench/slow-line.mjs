// (b) and (c): a phone on a weak line. The browser's own emulation makes every answer wait for the round trip and come at
// the line's speed, and slows its processor down.
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { median, spread } from "./statistics.mjs";

const LINE = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const SLOWER = 4;
const RUNS = 5;
const GIVE_UP_MS = 60_000;

/** Runs in the page, in every frame: notes when a pin that can be clicked has been painted. */
function watch() {
  const seen = { pin: null, map: null };
  globalThis.atlasBench = seen;
  const SELECTORS = { pin: ".map a.pin[href]", map: ".leaflet-pane a.pin[href]" };
  const named = (link) => (link.getAttribute("aria-label") ?? link.querySelector("title")?.textContent ?? "").trim() !== "";
  const clickable = (link) => {
    const box = link.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (box.width === 0 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    return document.elementFromPoint(x, y)?.closest("a") === link;
  };
  const found = {};
  const look = () => {
    for (const [what, selector] of Object.entries(SELECTORS)) {
      if (seen[what] !== null) continue;
      // Found one frame ago: that frame is on the screen by now.
      if (found[what]) seen[what] = performance.now();
      else found[what] = [...document.querySelectorAll(selector)].some((link) => named(link) && clickable(link));
    }
    if (seen.pin === null || seen.map === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** One visit with an empty cache. @returns times in s, bytes, and the hosts that were asked */
async function visit(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "zh-CN",
  });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", LINE);
  await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const bytes = new Map();
  const open = new Set();
  const hosts = [];
  line.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (!/^https?:/.test(request.url)) return;
    open.add(requestId);
    hosts.push(new URL(request.url).host);
  });
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength);
    open.delete(requestId);
  });
  line.on("Network.loadingFailed", ({ requestId }) => open.delete(requestId));
  await page.addInitScript(watch);

  const until = Date.now() + GIVE_UP_MS;
  await page.goto(url, { waitUntil: "commit", timeout: GIVE_UP_MS });
  let seen;
  do {
    await page.waitForTimeout(200);
    seen = await page.evaluate(() => globalThis.atlasBench);
    // Somebody who turns to the map as soon as there is a pin: that is when the program begins.
    if (seen.pin !== null) await page.mouse.move(1, 1);
  } while (seen.map === null && Date.now() < until);
  // What had been asked for by then is counted to its end.
  const counted = new Set([...open, ...bytes.keys()]);
  const hostsThen = [...hosts];
  while ([...counted].some((id) => open.has(id)) && Date.now() < until) await page.waitForTimeout(100);
  const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity);
  await context.close();
  return {
    pin: seen.pin === null ? Infinity : Math.max(seen.pin, painted) / 1000,
    map: (seen.map ?? Infinity) / 1000,
    painted: painted / 1000,
    bytes: [...counted].reduce((sum, id) => sum + (bytes.get(id) ?? 0), 0),
    foreign: hostsThen.filter((host) => host !== new URL(url).host).length,
  };
}

/** The least that this line and processor allow: how long a page of two letters takes to be painted. */
async function leastPaint(browser, url) {
  const page = await browser.newPage();
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", LINE);
  await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto(`${url}/healthz`);
  const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const value = (await painted.jsonValue()) / 1000;
  await page.close();
  return value;
}

/** @param {{ url: string }} atlas @returns {Promise<import("./report.mjs").Result[]>} */
export async function slowLine({ url }) {
  const browser = await chromium.launch(launchOptions);
  try {
    const least = await leastPaint(browser, url);
    const visits = [];
    for (let run = 0; run < RUNS; run += 1) visits.push(await visit(browser, `${url}/zh/`));
    const all = (what) => visits.map((one) => one[what]);
    return [
      { id: "firstPin", value: median(all("pin")), limit: least, note: `${spread(all("pin"), 2)} s in ${RUNS} visits` },
      { id: "liveMap", value: median(all("map")), limit: least, note: `${spread(all("map"), 2)} s` },
      { id: "allBytes", value: median(all("bytes")) / 1000, note: "bodies and headers" },
      { id: "otherHosts", value: Math.max(...all("foreign")), note: "" },
    ];
  } finally {
    await browser.close();
  }
}
