// What somebody is about to choose in a filter is fetched while they look for it.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { leaflet, openLiveMap, parameter, rows } from "../support/site";

const field = (page: Page) => page.locator("select[name=pillar]");
const values = (page: Page) => field(page).locator("option").evaluateAll((all) => all.map((option) => option.value));

/** The filters that the server is asked for from now on, and of these the ones that it has answered. */
function watch(page: Page): { asked: string[]; answered: string[] } {
  const seen = { asked: [] as string[], answered: [] as string[] };
  const note = (list: string[], address: string) => {
    const url = new URL(address);
    if (url.pathname === "/api/overview") list.push(url.searchParams.get("query")!);
  };
  page.on("request", (request) => note(seen.asked, request.url()));
  page.on("requestfinished", (request) => note(seen.answered, request.url()));
  return seen;
}

async function openFilters(page: Page): Promise<void> {
  await openLiveMap(page, "/zh/");
  await page.locator(".filters summary").click();
}

test.describe("with the line cut", () => {
  test.use({ expectedProblems: [/ERR_INTERNET_DISCONNECTED/] });

  test("a choice in a field that has the focus is answered all the same", async ({ page, context }) => {
    // As it is when a page is opened with this choice.
    const [, , second] = (await openFilters(page), await values(page));
    const all = await rows(page, "zh").allInnerTexts();
    await page.goto(`/zh/?pillar=${second}`);
    const wanted = await rows(page, "zh").allInnerTexts();
    const heading = await page.locator("#found").innerText();
    expect(wanted).not.toEqual(all);

    await openFilters(page);
    const seen = watch(page);
    await field(page).focus();
    const others = (await values(page)).length - 1;
    await expect.poll(() => seen.answered.length).toBe(others);
    await context.setOffline(true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(page.locator("#found")).toHaveText(heading);
    await expect.poll(() => rows(page, "zh").allInnerTexts()).toEqual(wanted);
    await expect.poll(() => parameter(page, "pillar")).toBe(second);
    // What cannot be fetched ahead now is nobody's trouble.
    await expect.poll(() => seen.asked.length).toBeGreaterThan(others);
    await expect(page.locator("p.notices")).toHaveCount(0);
    await context.setOffline(false);
  });

  test("what could not be answered is said on the screen, and answered when the line is back", async ({ page, context }) => {
    await openFilters(page);
    const [before, [, first]] = [await rows(page, "zh").allInnerTexts(), await values(page)];
    await context.setOffline(true);
    await field(page).selectOption(first);
    const told = page.getByRole("alert");
    await expect(told).toBeInViewport({ ratio: 1 });
    expect(await rows(page, "zh").allInnerTexts()).toEqual(before);
    // Somebody who does not wait for the line is answered no sooner, and is not told twice.
    await told.getByRole("button").click();
    await expect(told).toHaveCount(1);
    await context.setOffline(false);
    await expect(told).toHaveCount(0);
    await expect.poll(() => parameter(page, "pillar")).toBe(first);
    expect(await rows(page, "zh").allInnerTexts()).not.toEqual(before);
  });
});

test.describe("with a server that fails once", () => {
  test.use({ expectedProblems: [/500/] });

  test("what it did not answer is asked again with a button", async ({ page }) => {
    await openFilters(page);
    const [, first] = await values(page);
    await page.route("**/api/overview?*", (route) => route.fulfill({ status: 500, body: "" }), { times: 1 });
    await field(page).selectOption(first);
    await page.getByRole("alert").getByRole("button").press("Enter");
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect.poll(() => parameter(page, "pillar")).toBe(first);
    await page.goto(`/zh/?pillar=${first}`);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("what is on its way already is not asked for twice", async ({ page }) => {
  await openFilters(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/overview?*", async (route) => {
    await held;
    await route.continue();
  });
  const seen = watch(page);
  await field(page).focus();
  const [, first] = await values(page);
  await expect.poll(() => seen.asked).toContain(`pillar=${first}`);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => parameter(page, "pillar")).toBe(first);
  answer();
  await expect(page.locator("#rows li").first()).toBeVisible();
  await expect.poll(() => seen.answered).toContain(`pillar=${first}`);
  expect(seen.asked.filter((query) => query === `pillar=${first}`)).toHaveLength(1);
  await page.unrouteAll({ behavior: "wait" });
});

/** Stops the page's clock, which then goes on with `page.clock.runFor` alone. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  // Its timers have numbers that a 32-bit integer does not hold, unlike those of a browser.
  await page.evaluate(() => {
    const [set, clear, timers] = [window.setTimeout, window.clearTimeout, [undefined] as (number | undefined)[]];
    Object.assign(window, {
      setTimeout: (...what: Parameters<typeof setTimeout>) => timers.push(set(...what) as unknown as number) - 1,
      clearTimeout: (number: number) => clear(timers[number]),
    });
  });
}

test("passing a field asks for nothing, nor does a visitor who saves traffic; an old answer is not shown", async ({ page }) => {
  await openFilters(page);
  const seen = watch(page);
  await stopClock(page);
  await field(page).focus();
  await page.clock.runFor(100);
  await page.keyboard.press("Tab");
  await page.clock.runFor(100);
  await leaflet(page).focus();
  await page.clock.runFor(1_000);
  expect(seen.asked).toEqual([]);

  await page.evaluate(() => Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true }));
  await field(page).focus();
  await page.clock.runFor(1_000);
  expect(seen.asked).toEqual([]);

  await page.evaluate(() => Object.defineProperty(navigator, "connection", { value: { saveData: false } }));
  await leaflet(page).focus();
  await field(page).focus();
  await page.clock.runFor(1_000);
  const [, first] = await values(page);
  await expect.poll(() => seen.answered).toContain(`pillar=${first}`);
  await page.clock.runFor(31_000);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => seen.asked.filter((query) => query === `pillar=${first}`).length).toBe(2);
});
