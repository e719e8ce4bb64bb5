// Takes the pictures of the README from the release binary with the Huaning data: `npm run pictures` in end2end.
import { chromium } from "@playwright/test";
import { freshDatabase, startAtlas } from "./atlas.mjs";
import { launchOptions } from "./browser.mjs";
import { LANGUAGES } from "./pages.mjs";

const SCREENS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const database = await freshDatabase();
const atlas = await startAtlas(database);
const browser = await chromium.launch(launchOptions);
try {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const phone = screen === "phone" ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {};
    const context = await browser.newContext({ viewport, ...phone });
    const page = await context.newPage();
    for (const language of LANGUAGES) {
      await page.goto(`${atlas.url}/${language}/`);
      await page.locator(".leaflet-pane a.pin").first().waitFor();
      const path = `pictures/overview-${screen}-${language}.png`;
      await page.screenshot({ path });
      console.log(path);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await atlas.stop();
  await database.remove();
}
