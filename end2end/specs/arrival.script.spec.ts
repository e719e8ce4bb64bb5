// Coming to another page within the program, and back: the place in it, the focus, and what a lost line makes of it.
import type { Page } from "@playwright/test";
import { test } from "../support/fictional";
import { expect } from "../support/fixtures";
import { openLiveMap, parameter } from "../support/site";

/** Waits until the program attends to the page: its first sign of a person begins it. */
async function begun(page: Page) {
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes(".wasm")));
  await page.waitForLoadState("networkidle");
}

/** The length of the scale bar, once the map moves no more. */
async function scaleAtRest(page: Page): Promise<string> {
  let scale = "";
  const stays = async (previous: string) => (scale = await page.locator(".map-scale").innerHTML()) === previous;
  await expect.poll(() => stays(scale), { intervals: [600] }).toBe(true);
  return scale;
}

const heading = (page: Page) => page.locator("main h1").first();

test("who goes back to a list stands where they left it", async ({ page }) => {
  await page.goto("/en/projects");
  await begun(page);
  const link = page.locator('main a[href*="/en/project/"]').nth(12);
  await link.evaluate((element) => element.scrollIntoView({ behavior: "instant", block: "center" }));
  await page.evaluate(() => scrollBy({ top: 300, behavior: "instant" }));
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(200);
  await link.evaluate((element: HTMLElement) => element.click());
  await expect(page).toHaveURL(/\/en\/project\//);
  await expect(heading(page)).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/en\/projects$/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(left);
});

test("another page within the program begins at its heading, for the keyboard and for readers of the screen", async ({ page }) => {
  await page.goto("/en/organisations");
  await begun(page);
  await page.locator('main a[href*="/en/organisation/"]').first().press("Enter");
  await expect(page).toHaveURL(/\/en\/organisation\//);
  await expect(heading(page)).toBeFocused();
});

test("back leads to the place of the map that the address says", async ({ page }) => {
  await openLiveMap(page, "/en/");
  const moved = async (press: string) => {
    const before = page.url();
    await page.getByRole("button", { name: press }).click();
    await expect.poll(() => page.url()).not.toBe(before);
  };
  await moved("Zoom in");
  await moved("Zoom in");
  const near = parameter(page, "z");
  const scale = await scaleAtRest(page);
  await page.locator(".filters .more > summary").click();
  await page.locator("select[name=pillar]").selectOption("training");
  await expect.poll(() => parameter(page, "pillar")).toBe("training");
  await moved("Zoom out");
  expect(await scaleAtRest(page)).not.toBe(scale);
  await page.goBack();
  await expect.poll(() => parameter(page, "pillar")).toBeNull();
  expect(parameter(page, "z")).toBe(near);
  expect(await scaleAtRest(page)).toBe(scale);
});

test.describe("without a line", () => {
  test.use({ expectedProblems: [/net::ERR_INTERNET_DISCONNECTED/] });

  test("a page that could not be shown comes when the line is back", async ({ page, context }) => {
    await page.goto("/en/organisations");
    await begun(page);
    await context.setOffline(true);
    const link = page.locator('main a[href*="/en/organisation/"]').first();
    const [name] = (await link.innerText()).split("\n");
    await link.press("Enter");
    await expect(page.locator("main.offline")).toBeVisible();
    await context.setOffline(false);
    await expect(heading(page)).toContainText(name);
  });
});
