// axe finds nothing on what is not the kind of a page: the overview with a selected site, a page that does not exist. The
// kinds of pages are in pages.spec.ts.
import { expectNoAxeFindings, test } from "../support/fixtures";
import { LANGUAGES, openLiveMap } from "../support/site";

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of LANGUAGES) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme });
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
