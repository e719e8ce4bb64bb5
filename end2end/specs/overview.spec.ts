// What the overview gives everybody, with and without script.
import { expect, test } from "../support/fixtures";
import { LANGUAGES, WORDS, pins, rows } from "../support/site";

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`overview in ${language}: key figures, list and map answer at once`, async ({ page }) => {
    const response = await page.goto(`/${language}/`);
    expect(response?.status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", words.tag);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("region", { name: words.pillars }).getByRole("listitem").first()).toBeVisible();
    // The programme's data has 21 sites; three of them have no place and stand in the tray as well as in the list.
    expect(await rows(page, language).count()).toBeGreaterThanOrEqual(18);
    await expect(page.getByRole("region", { name: words.unplaced }).getByRole("listitem")).toHaveCount(3);
  });

  test(`overview in ${language}: every pin is a link with a name`, async ({ page }) => {
    await page.goto(`/${language}/`);
    await expect(pins(page).first()).toBeVisible();
    const found = await pins(page).evaluateAll((links) =>
      links.map((link) => ({
        href: link.getAttribute("href"),
        name: (link.getAttribute("aria-label") ?? link.querySelector("title")?.textContent ?? "").trim(),
      })),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const pin of found) {
      expect(pin.href, pin.name).toMatch(new RegExp(`^/${language}/`));
      expect(pin.name, pin.href ?? "").not.toBe("");
    }
  });

  test(`overview in ${language}: a key figure leads to the rows that it counts`, async ({ page }) => {
    await page.goto(`/${language}/`);
    const figure = page.locator('a[href*="show="]').first();
    const promised = Number((await figure.innerText()).replace(/,/g, "").match(/\d+/)?.[0]);
    expect(promised).toBeGreaterThan(0);
    await figure.click();
    await expect(page).toHaveURL(/[?&]show=/);
    await expect(page.getByRole("region", { name: words.list, exact: true }).locator("h2").first()).toContainText(String(promised));
  });

  test(`overview in ${language}: nonsense in the address gives the nearest view and says so`, async ({ page }) => {
    const response = await page.goto(`/${language}/?lat=abc&z=999&nosuchfilter=1&in=no-such-town`);
    expect(response?.status()).toBe(200);
    const notices = page.locator(".notices").filter({ hasText: words.notices });
    for (const name of ["lat", "z", "nosuchfilter", "in"]) await expect(notices).toContainText(name);
    await expect(pins(page).first()).toBeVisible();
  });

  test(`overview in ${language}: too much and unreadable text in the address is answered, too`, async ({ page }) => {
    for (const search of [`q=${"x".repeat(10_000)}`, "q=%FF%FE", "in=%C3%28"]) {
      const response = await page.goto(`/${language}/?${search}`);
      expect(response?.status(), search.slice(0, 20)).toBe(200);
      await expect(page.locator(".notices").filter({ hasText: words.notices })).toContainText(search.slice(0, search.indexOf("=")));
    }
  });
}

test("the first page speaks the visitor's language", async ({ browser, baseURL }) => {
  for (const [locale, path] of [["zh-CN", "/zh/"], ["en-GB", "/en/"], ["de-DE", "/zh/"]] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${baseURL}/`);
    expect(new URL(page.url()).pathname, locale).toBe(path);
    await context.close();
  }
});

test("the language switch keeps page and state, and is remembered", async ({ page, baseURL }) => {
  await page.goto("/zh/?in=panxi-town&show=projects");
  await page.getByRole("link", { name: WORDS.zh.otherLanguage, exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", WORDS.en.tag);
  const address = new URL(page.url());
  expect(address.pathname).toBe("/en/");
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ in: "panxi-town", show: "projects" });
  // The browser still prefers Chinese; the choice of the visitor weighs more.
  await page.goto(`${baseURL}/`);
  expect(new URL(page.url()).pathname).toBe("/en/");
});
