// The narrowest phones, 360 pixels wide: no page and no table goes sideways, in both data sets; the keyboard goes through a list
// in its order and is always seen.
import type { Page } from "@playwright/test";
import { freshDatabase, startAtlas } from "../support/atlas.mjs";
import { expect, test as base } from "../support/fixtures";
import { LANGUAGES, PAGES } from "../support/site";

/** A server of a fictional county for the tests of this file, one for each worker. */
const test = base.extend<object, { fictionalUrl: string }>({
  fictionalUrl: [
    async ({}, use) => {
      const database = await freshDatabase({ fictionalSites: 120, seed: 1 });
      const atlas = await startAtlas(database);
      await use(atlas.url);
      await atlas.stop();
      await database.remove();
    },
    { scope: "worker" },
  ],
});
const fictional = test.extend<object>({ baseURL: async ({ fictionalUrl }, use) => use(fictionalUrl) });
test.use({ viewport: { width: 360, height: 740 } });
test.beforeEach(({ isMobile }) => test.skip(!isMobile, "about phones"));

/** What is wider than the screen, or scrolls sideways in itself though it is meant for phones. */
async function overhang(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} px`] : [];
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    for (const box of document.querySelectorAll(".stacked"))
      if (box.scrollWidth > box.clientWidth) found.push(`a table in ${box.closest("section")?.id}: ${box.scrollWidth} px`);
    // What is folded away must not go sideways either when it is opened.
    return root.scrollWidth > root.clientWidth && !found.length ? [`the page with all its folds open: ${root.scrollWidth} px`] : found;
  });
}

const LISTS = ["sites", "projects", "trainings", "aid", "proposals", "services", "organisations", "working-groups", "townships", "funding"];

for (const language of LANGUAGES) {
  test(`no page of Huaning goes sideways, in ${language}`, async ({ page }) => {
    const lists = LISTS.map((list) => `/${list}`);
    for (const path of new Set([...Object.values(PAGES), ...lists, "/report-sent", "/sheet", "/township/panxi-town/sheet", "/embed"])) {
      await page.goto(`/${language}${path}`);
      expect(await overhang(page), path).toEqual([]);
    }
  });

  fictional(`no page of the fictional county goes sideways, in ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    const look = async (path: string) => {
      await page.goto(path);
      expect(await overhang(page), path).toEqual([]);
    };
    for (const path of ["/", "/figures", "/figures?part=in-records", "/figures?part=pillar-livelihood", "/funding?part=budgets", "/about", "/data"])
      await look(`/${language}${path}`);
    for (const list of LISTS) {
      await look(`/${language}/${list}`);
      const records = await page.locator("main .cards.rows > li > a").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
      for (const record of records.slice(0, 3)) await look(record);
    }
    await page.goto(`/${language}/data`);
    await look((await page.locator('main a[href*="/source/"]').first().getAttribute("href"))!);
    await page.goto(`/${language}/about`);
    await look((await page.locator('main a[href*="/county/"]').first().getAttribute("href"))!);
  });

  test(`the keyboard goes through a list in its order and is always seen, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/projects`);
    let last = -1;
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const focused = document.activeElement!;
        const all = [...document.querySelectorAll("*")];
        const box = focused.getBoundingClientRect();
        const style = getComputedStyle(focused);
        return {
          what: focused.outerHTML.slice(0, 80),
          place: all.indexOf(focused),
          seen: box.bottom > 0 && box.top < innerHeight && box.width > 0 && parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
        };
      });
      expect(at.place, at.what).toBeGreaterThan(last);
      expect(at.seen, at.what).toBe(true);
      last = at.place;
    }
  });
}
