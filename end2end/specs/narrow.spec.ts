// The narrowest phones, 360 pixels wide: pages that were found going sideways do so no more, with all their folds open; the
// keyboard goes through a list in its order and is always seen.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { LANGUAGES, focusIsSeen } from "../support/site";

test.use({ viewport: { width: 360, height: 740 } });
test.beforeEach(({ isMobile }) => test.skip(!isMobile, "about phones"));

/** The beginning of the element that has the focus, for a message. */
const focused = (page: Page) => page.evaluate(() => document.activeElement!.outerHTML.slice(0, 80));

for (const language of LANGUAGES) {
  test(`a wide table does not widen its page, in ${language}`, async ({ page }) => {
    for (const path of ["/projects", "/about", "/sites", "/townships", "/funding"]) {
      await page.goto(`/${language}${path}`);
      const width = await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
        return document.documentElement.scrollWidth;
      });
      expect(width, path).toBe(360);
    }
  });

  test(`the keyboard goes through a list in its order and is always seen, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/projects`);
    let last = -1;
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      const place = await page.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement!));
      expect(place, await focused(page)).toBeGreaterThan(last);
      await focusIsSeen(page);
      last = place;
    }
  });
}
