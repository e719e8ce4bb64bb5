// axe finds nothing: each kind of page, both languages, light and dark, wide and on a phone.
import { expectNoAxeFindings, test } from "../support/fixtures";
import { LANGUAGES, PAGES, openLiveMap } from "../support/site";

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of LANGUAGES) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        test(`${name} has no findings`, async ({ page }) => {
          if (path === PAGES.overview) await openLiveMap(page, `/${language}${path}`);
          else await page.goto(`/${language}${path}`);
          await expectNoAxeFindings(page);
        });
      }
      test("overview with a selected site has no findings", async ({ page }) => {
        await openLiveMap(page, `/${language}/?sel=panxi-tongxin-square`);
        await page.locator("aside.selected-card").waitFor();
        await expectNoAxeFindings(page);
      });
      test.describe("not found", () => {
        test.use({ expectedProblems: [/404/] });
        test("has no findings", async ({ page }) => {
          await page.goto(`/${language}/no-such-page`);
          await expectNoAxeFindings(page);
        });
      });
    });
  }
}
