// Keeps a picture of each page, to be looked at: artifacts/screens/<page>-<project>-<language>-<scheme>.png
import { expect, test } from "../support/fixtures";
import { LANGUAGES, PAGES, leaflet, pins } from "../support/site";

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of LANGUAGES) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        test(`picture of ${name}`, async ({ page, javaScriptEnabled }, testInfo) => {
          // The pages that the server writes look the same without script: one of them is enough.
          const plain = javaScriptEnabled === false;
          test.skip(plain && !["overview", "site", "a question"].includes(name), "the same as with script");
          await page.goto(`/${language}${path}`);
          if (path === PAGES.overview) {
            if (javaScriptEnabled !== false) await expect(leaflet(page)).toBeVisible();
            await expect(pins(page).first()).toBeVisible();
          }
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          const kebab = (text: string) => text.replaceAll(" ", "-");
          const picture = await page.screenshot({
            path: `artifacts/screens/${kebab(name)}-${kebab(testInfo.project.name)}-${language}-${colorScheme}.png`,
            fullPage: path !== PAGES.overview,
          });
          // An empty page compresses to almost nothing.
          expect(picture.byteLength).toBeGreaterThan(10_000);

          // Nothing sticks out to the right, on no width.
          const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(overhang).toBeLessThanOrEqual(0);
        });
      }
    });
  }
}
