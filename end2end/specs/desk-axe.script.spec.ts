// axe finds nothing on the pages of those who are signed in: both languages, light and dark, wide and on a phone.
import { ENTRIES, form, openForm, signIn, test } from "../support/desk";
import { expectNoAxeFindings } from "../support/fixtures";
import { LANGUAGES } from "../support/site";

const OF_OFFICIALS = ["desk", "desk/review", "desk/monitor", "desk/monitor?group=missing", "desk/audit", "desk/people", "desk/account"];
const OF_PARTNERS = ["desk", "desk/new/project", "desk/account", `history/${ENTRIES.cut}`];

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of LANGUAGES) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme });
      test("pages of officials have no findings", async ({ page, desk }) => {
        await signIn(page, desk, "official");
        for (const path of OF_OFFICIALS) {
          await page.goto(`/${language}/${path}`);
          await expectNoAxeFindings(page);
        }
      });
      test("pages of partners have no findings", async ({ page, desk }) => {
        await signIn(page, desk, "first");
        for (const path of OF_PARTNERS) {
          await page.goto(`/${language}/${path}`);
          await expectNoAxeFindings(page);
        }
        await openForm(page, ENTRIES.cut);
        await page.goto(page.url().replace("/en/", `/${language}/`));
        await form(page, ENTRIES.cut).waitFor();
        await expectNoAxeFindings(page);
      });
    });
  }
}
