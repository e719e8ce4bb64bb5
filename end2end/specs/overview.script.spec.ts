// The overview with script: Leaflet takes the drawing's place, and the address follows what is looked at.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { LANGUAGES, WORDS, leaflet, openLiveMap, parameter, pins, rows, sitePins } from "../support/site";

// The seat of Panxi, near enough that each site has its own pin.
const PANXI = "in=panxi-town&lat=24.22470&lng=103.10105&z=13.00";

/** Waits until the map moves no more. @returns the address that it stands at */
async function comesToRest(page: Page): Promise<string> {
  let address = "";
  await expect.poll(() => ((previous) => ((address = page.url()), address === previous))(address), { intervals: [600] }).toBe(true);
  return address;
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`live map in ${language}: the pins that the server drew remain links with names`, async ({ page, browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: page.viewportSize() });
    const plain = await context.newPage();
    await plain.goto(`${baseURL}/${language}/`);
    const drawn = await pins(plain).evaluateAll((links) => links.map((link) => link.getAttribute("href")).sort());
    await context.close();

    await openLiveMap(page, `/${language}/`);
    await expect
      .poll(() => pins(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")).sort()))
      .toEqual(drawn);
    for (const pin of await pins(page).all()) await expect(pin).toHaveAccessibleName(/\S/);
  });

  test(`live map in ${language}: a pin selects, the address says so, back undoes it`, async ({ page }) => {
    await openLiveMap(page, `/${language}/?${PANXI}`);
    const pin = sitePins(page).first();
    const id = (await pin.getAttribute("href"))!.split("/").pop()!;
    await pin.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => parameter(page, "sel")).toBe(id);
    const card = page.locator("aside.selected-card");
    await expect(card).toBeVisible();
    await expect(rows(page, language).and(page.locator(".selected"))).toHaveCount(1);

    await page.goBack();
    await expect.poll(() => parameter(page, "sel")).toBeNull();
    await expect(card).toHaveCount(0);
    await page.goForward();
    await expect(card).toBeVisible();

    await card.getByRole("link", { name: words.close }).click();
    await expect(card).toHaveCount(0);
    expect(parameter(page, "in")).toBe("panxi-town");
  });

  test(`live map in ${language}: filters ask at once and keep the address`, async ({ page }) => {
    await openLiveMap(page, `/${language}/`);
    const all = await rows(page, language).count();
    await page.locator(".filters summary").click();
    await page.getByRole("search", { name: words.filters }).getByLabel(words.township).selectOption("panxi-town");
    await expect.poll(() => parameter(page, "in")).toBe("panxi-town");
    await expect.poll(() => rows(page, language).count()).toBeLessThan(all);
    const filtered = await rows(page, language).allInnerTexts();

    await page.reload();
    await expect(leaflet(page)).toBeVisible();
    expect(await rows(page, language).allInnerTexts()).toEqual(filtered);
    await page.goBack();
    await expect.poll(() => parameter(page, "in")).toBeNull();
    await expect(rows(page, language)).toHaveCount(all);
  });
}

test("who goes back before the program has begun sees what the address says", async ({ page }) => {
  await openLiveMap(page, "/en/");
  const all = await rows(page, "en").allInnerTexts();
  await page.locator(".filters summary").click();
  await page.getByRole("search", { name: WORDS.en.filters }).getByLabel(WORDS.en.township).selectOption("panxi-town");
  await expect.poll(() => parameter(page, "in")).toBe("panxi-town");
  await expect.poll(() => rows(page, "en").count()).toBeLessThan(all.length);
  await page.reload({ waitUntil: "domcontentloaded" });
  await page.goBack();
  expect(parameter(page, "in")).toBeNull();
  await expect.poll(() => rows(page, "en").allInnerTexts()).toEqual(all);
});

test("the search box follows the address back, also while it has the focus", async ({ page }) => {
  await openLiveMap(page, "/zh/");
  const box = page.locator("#filter-q");
  for (const text of ["guangchang", "xuexiao"]) {
    await box.fill(text);
    await expect.poll(() => parameter(page, "q")).toBe(text);
  }
  await page.goBack();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("guangchang");
  await page.goBack();
  await expect(box).toHaveValue("");
});

test("moving the map is kept in the address, and the address brings it back", async ({ page }) => {
  await openLiveMap(page, "/en/");
  await leaflet(page).focus();
  await page.keyboard.press("+");
  await expect.poll(() => parameter(page, "z")).not.toBeNull();
  await page.keyboard.press("ArrowRight");
  const first = parameter(page, "lng");
  await expect.poll(() => parameter(page, "lng")).not.toBe(first);
  const address = await comesToRest(page);

  await openLiveMap(page, address);
  expect(page.url()).toBe(address);
  await page.getByRole("button", { name: WORDS.en.wholeArea }).click();
  const zoom = Number(new URL(address).searchParams.get("z"));
  await expect.poll(() => Number(parameter(page, "z") ?? "0")).toBeLessThan(zoom);
});

test("the map can be moved away from the selected site", async ({ page }) => {
  await openLiveMap(page, `/en/?${PANXI}`);
  await sitePins(page).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("aside.selected-card")).toBeVisible();
  const isAway = () =>
    page.evaluate(() => {
      const map = document.querySelector(".leaflet-container")!.getBoundingClientRect();
      const pin = document.querySelector(".map :not([hidden]) > a.pin.selected")?.getBoundingClientRect();
      return !pin || pin.right < map.left;
    });
  await leaflet(page).focus();
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    expect(await isAway()).toBe(true);
  }).toPass();
  await comesToRest(page);
  expect(await isAway(), "and it stays there").toBe(true);
});

test("list and map are in step", async ({ page, isMobile }) => {
  test.skip(isMobile, "there is no pointer that hovers on a phone");
  await openLiveMap(page, `/en/?${PANXI}`);
  const row = rows(page, "en").filter({ hasText: WORDS.en.squareName });
  const pin = page.locator('.map a.pin[href="/en/site/panxi-tongxin-square"]');
  await row.hover();
  await expect(pin.or(page.locator(".leaflet-marker-icon", { has: pin })).and(page.locator(".hovered"))).toHaveCount(1);
  await page.mouse.move(0, 0);
  await pin.focus();
  await expect(row).toHaveClass(/hovered/);
});

test("keyboard alone: from the top of the page to a site's page and back", async ({ page }) => {
  await openLiveMap(page, `/en/?${PANXI}`);
  await page.keyboard.press("Tab");
  await expect(page.locator("a.skip")).toBeFocused();

  // Tab goes on until a pin has the focus: the map is no trap and no desert.
  const focused = () => page.evaluate(() => document.activeElement?.matches(".map a.pin") ?? false);
  for (let step = 0; step < 120 && !(await focused()); step += 1) await page.keyboard.press("Tab");
  expect(await focused(), "a pin is reached by Tab").toBe(true);

  await page.keyboard.press("Enter");
  const card = page.locator("aside.selected-card");
  await expect(card).toBeVisible();
  const link = card.locator('a[href*="/site/"]');
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/site\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(leaflet(page)).toBeVisible();
  await expect(card).toBeVisible();

  await leaflet(page).focus();
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
});

test("going from page to page and back builds the map anew without a trace", async ({ page }) => {
  await openLiveMap(page, "/en/");
  for (let turn = 0; turn < 3; turn += 1) {
    await rows(page, "en").first().getByRole("link").click();
    await expect(page).toHaveURL(/\/en\/(site|township|county)\//);
    await expect(leaflet(page)).toHaveCount(0);
    await page.goBack();
    await expect(leaflet(page)).toHaveCount(1);
    await expect(pins(page).first()).toBeVisible();
  }
});
