// Each kind of page, both languages, light and dark, wide and on a phone: a picture of it is kept to be looked at
// (artifacts/screens/<page>-<project>-<language>-<scheme>.png), nothing sticks out to the right, and axe finds nothing. One
// visit serves all three.
import { expect, expectNoAxeFindings, test } from "../support/fixtures";
import { LANGUAGES, PAGES, openLiveMap, pins } from "../support/site";

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of LANGUAGES) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        test(`${name} can be shown`, async ({ page, javaScriptEnabled }, testInfo) => {
          const plain = javaScriptEnabled === false;
          const map = path === PAGES.overview;
          // The pages that the server writes look the same without script: some of them are enough.
          test.skip(plain && !["overview", "site", "a question"].includes(name), "the same as with script");
          if (map && !plain) await openLiveMap(page, `/${language}${path}`);
          else await page.goto(`/${language}${path}`);
          if (map) await expect(pins(page).first()).toBeVisible();
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          const kebab = (text: string) => text.replaceAll(" ", "-");
          const picture = await page.screenshot({
            path: `artifacts/screens/${kebab(name)}-${kebab(testInfo.project.name)}-${language}-${colorScheme}.png`,
            fullPage: !map,
          });
          // An empty page compresses to almost nothing.
          expect(picture.byteLength).toBeGreaterThan(10_000);

          // Nothing sticks out to the right, on no width.
          const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(overhang).toBeLessThanOrEqual(0);

          // axe is a script; what it reads is the same page.
          if (!plain) await expectNoAxeFindings(page);
        });
      }
    });
  }
}
