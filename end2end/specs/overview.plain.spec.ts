// The overview without script: everything is a link or a form.
import { expect, test } from "../support/fixtures";
import { LANGUAGES, WORDS, leaflet, pins, rows } from "../support/site";

test("what comes later does not move what stands there already", async ({ page }) => {
  const panel = async () => {
    await page.goto("/zh/");
    return page.locator(".panel").boundingBox();
  };
  const whole = await panel();
  // On a slow line the map comes after the text that the screen shows below it.
  await page.route("**/zh/", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const end = html.indexOf('<div class="map-side"');
    expect(end, "the map's part of the page").toBeGreaterThan(0);
    await route.fulfill({ contentType: "text/html; charset=utf-8", body: html.slice(0, end) });
  });
  const begun = await panel();
  await expect(page.locator(".map")).toHaveCount(0);
  expect([begun?.x, begun?.y, begun?.width]).toEqual([whole?.x, whole?.y, whole?.width]);
});

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`without script in ${language}: the map is a drawing whose pins lead to places`, async ({ page }) => {
    await page.goto(`/${language}/`);
    await expect(leaflet(page)).toHaveCount(0);
    const pin = page.locator("svg a.pin").first();
    const href = await pin.getAttribute("href");
    // A pin can be covered by its neighbour on a phone; the keyboard reaches each.
    await pin.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`${href}$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test(`without script in ${language}: the filters are a form that works`, async ({ page }) => {
    await page.goto(`/${language}/`);
    const all = await rows(page, language).count();
    const form = page.getByRole("search", { name: words.filters });
    await form.locator("summary").click();
    await form.getByLabel(words.township).selectOption("panxi-town");
    await form.getByRole("button", { name: words.apply }).click();
    await expect(page).toHaveURL(/[?&]in=panxi-town/);
    const some = await rows(page, language).count();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    // The chosen value is still chosen, and the map shows the same sites as the list.
    await expect(form.getByLabel(words.township)).toHaveValue("panxi-town");
    await expect(rows(page, language).filter({ hasText: words.squareName })).toHaveCount(1);
    await expect(pins(page).first()).toBeVisible();
  });

  test(`without script in ${language}: the search finds by the name in this language`, async ({ page }) => {
    await page.goto(`/${language}/`);
    const form = page.getByRole("search", { name: words.filters });
    await form.getByRole("searchbox").fill(words.squareName);
    await form.getByRole("searchbox").press("Enter");
    await expect(rows(page, language)).toHaveCount(1);
    await expect(rows(page, language)).toContainText(words.squareName);
  });
}

test("without script: pinyin finds the same site", async ({ page }) => {
  await page.goto("/zh/?q=panxi+tongxin+guangchang");
  await expect(rows(page, "zh").filter({ hasText: WORDS.zh.squareName })).toHaveCount(1);
});
