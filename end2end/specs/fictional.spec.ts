// A fictional programme of many sites: said to be fictional on every page, and clusters that add up.
import { freshDatabase, startAtlas } from "../support/atlas.mjs";
import { expect, test } from "../support/fixtures";
import { WORDS, pins } from "../support/site";

const SITES = 600;

test.describe("a fictional programme", () => {
  // One server for the tests of this file: they run one after the other in one worker.
  test.describe.configure({ mode: "serial" });
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let atlas: Awaited<ReturnType<typeof startAtlas>>;

  test.beforeAll(async () => {
    database = await freshDatabase({ fictionalSites: SITES, seed: 7 });
    atlas = await startAtlas(database);
  });
  test.afterAll(async () => {
    await atlas?.stop();
    await database?.remove();
  });
  test.use({ baseURL: async ({}, use) => use(atlas.url) });

  test("says on every page that it is fictional", async ({ page }) => {
    await page.goto("/en/");
    await expect(page.getByRole("note").filter({ hasText: WORDS.en.fictional })).toBeVisible();
    await page.locator('li.card a[href*="/site/"]').first().click();
    await expect(page).toHaveURL(/\/en\/site\//);
    await expect(page.getByRole("note").filter({ hasText: WORDS.en.fictional })).toBeVisible();
    await page.goto("/zh/");
    await expect(page.getByRole("note").filter({ hasText: WORDS.zh.fictional })).toBeVisible();
  });

  test("is drawn with far fewer marks than sites", async ({ page }) => {
    await page.goto("/en/");
    await expect(pins(page).first()).toBeVisible();
    const marks = await pins(page).count();
    expect(marks).toBeGreaterThan(1);
    expect(marks).toBeLessThan(SITES / 2);
  });
});
