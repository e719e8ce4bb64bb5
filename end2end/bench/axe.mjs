// axe over every kind of page, in both languages, light and dark, wide and on a phone.
import { chromium } from "@playwright/test";
import { axeFindings } from "../support/axe.mjs";
import { launchOptions } from "../support/browser.mjs";
import { LANGUAGES, PAGES } from "../support/pages.mjs";

const SCREENS = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

/** @param {{ url: string }} atlas @returns {Promise<import("./report.mjs").Result[]>} */
export async function accessibility({ url }) {
  const browser = await chromium.launch(launchOptions);
  const found = [];
  let pages = 0;
  try {
    for (const viewport of SCREENS) {
      for (const colorScheme of ["light", "dark"]) {
        const context = await browser.newContext({ viewport, colorScheme });
        const page = await context.newPage();
        for (const language of LANGUAGES) {
          for (const path of Object.values(PAGES)) {
            await page.goto(`${url}/${language}${path}`);
            if (path === PAGES.overview) await page.locator(".leaflet-pane a.pin").first().waitFor();
            for (const { rule, places } of await axeFindings(page)) found.push(`/${language}${path} ${rule} (${places.length})`);
            pages += 1;
          }
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return [{ id: "axe", value: found.length, note: found.length ? found.slice(0, 5).join("; ") : `${pages} page views` }];
}
