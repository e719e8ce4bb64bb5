// The pages of places, with and without script.
import { expect, test } from "../support/fixtures";
import { LANGUAGES, PAGES, WORDS } from "../support/site";

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`site in ${language}: its name, what is known, what is not, and where that is stated`, async ({ page }) => {
    const response = await page.goto(`/${language}${PAGES.site}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(words.squareName);
    await expect(page.locator("#projects li, #projects article").first()).toBeVisible();
    await expect(page.locator("#projects")).toContainText(words.noAmount);
    await expect(page.getByRole("heading", { name: words.sources, exact: true })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(words.squareName));
  });

  test(`site in ${language}: a place that is not stated is said to be so`, async ({ page }) => {
    await page.goto(`/${language}${PAGES["site without place"]}`);
    await expect(page.getByRole("main")).toContainText(new RegExp(words.unplaced, "i"));
  });

  test(`township in ${language}: its sites lead to their pages, and each page back to the map`, async ({ page }) => {
    await page.goto(`/${language}${PAGES.township}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(words.panxi);
    await page.locator("#sites").getByRole("link", { name: words.squareName }).first().click();
    await expect(page).toHaveURL(new RegExp(`/${language}/site/panxi-tongxin-square$`));
    await page.locator(`main a[href*="sel=panxi-tongxin-square"]`).click();
    await expect(page).toHaveURL(/sel=panxi-tongxin-square/);
  });

  test(`county in ${language}: figures of the whole county stand here and on no site's page`, async ({ page }) => {
    await page.goto(`/${language}${PAGES.county}`);
    const figures = page.locator("#figures li[id]");
    await expect(figures.first()).toBeVisible();
    const ofCounty = await figures.evaluateAll((items) => items.map((item) => item.id));
    await page.goto(`/${language}${PAGES.site}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(words.squareName);
    for (const id of ofCounty) await expect(page.locator(`[id="${id}"]`)).toHaveCount(0);
  });

  test.describe(`nothing there, in ${language}`, () => {
    test.use({ expectedProblems: [/404/] });
    for (const path of ["/site/no-such-site", "/township/no-such-town", "/county/no-such-county", "/no-such-page"]) {
      test(`${path} is a true 404 that helps`, async ({ page }) => {
        const response = await page.goto(`/${language}${path}`);
        expect(response?.status()).toBe(404);
        await expect(page.getByRole("heading", { level: 1 })).toContainText(words.notFound);
        await expect(page.locator("html")).toHaveAttribute("lang", words.tag);
        const search = page.getByLabel(words.notFoundSearch);
        await search.fill(words.squareName);
        await search.press("Enter");
        await expect(page).toHaveURL(new RegExp(`/${language}/\\?q=`));
        await expect(page.getByRole("link", { name: words.squareName }).first()).toBeVisible();
      });
    }
  });
}

test.describe("an unknown language", () => {
  test.use({ expectedProblems: [/404/] });
  test("is a 404 with the way home", async ({ page }) => {
    const response = await page.goto("/xx/");
    expect(response?.status()).toBe(404);
    await page.locator('main a[href="/zh/"], main a[href="/en/"]').first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/\/(zh|en)\/$/);
  });
});
