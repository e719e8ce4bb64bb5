// A fictional programme of many sites: said to be fictional on every page, and clusters that add up.
import { SITES, test } from "../support/fictional";
import { expect } from "../support/fixtures";
import { WORDS, openLiveMap, pins } from "../support/site";

test.describe("a fictional programme", () => {
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

  test("begins the next page of the list at its heading", async ({ page, javaScriptEnabled }) => {
    if (javaScriptEnabled === false) await page.goto("/en/");
    else await openLiveMap(page, "/en/");
    const row = page.locator("#rows li.card").first();
    const before = await row.innerText();
    for (const number of ["2", "3"]) {
      await page.locator('#list .pager a[rel="next"]').click();
      await expect(page).toHaveURL(new RegExp(`page=${number}`));
      await expect(row).not.toHaveText(before);
      await expect(page.locator("#found")).toBeInViewport();
      await expect(row).toBeInViewport();
    }
  });

  test("has the same pins and rows in the same order after many answers as on a page that is opened at once", async ({ page, isMobile, javaScriptEnabled }) => {
    test.skip(isMobile || javaScriptEnabled === false, "about the live map, which is the same on a phone");
    const addresses = () => pins(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const choose = async (pillar: string) => {
      await page.locator(".filters select[name=pillar]").selectOption(pillar);
      await expect(page).toHaveURL(pillar ? new RegExp(`pillar=${pillar}`) : /\/en\/$/);
    };
    // Few at first, so that later ones come from behind all others.
    await openLiveMap(page, "/en/?pillar=organisation");
    for (const pillar of ["proposals", "training", "", "organisation", "projects", "", "proposals"]) await choose(pillar);
    const after = await addresses();
    const list = await page.locator("#rows").innerText();
    await openLiveMap(page, "/en/?pillar=proposals");
    // At this distance those of a county are one mark.
    expect(after.length).toBeGreaterThan(2);
    expect(await addresses()).toEqual(after);
    expect(list.split("\n").length).toBeGreaterThan(30);
    expect(await page.locator("#rows").innerText()).toEqual(list);
  });
});
