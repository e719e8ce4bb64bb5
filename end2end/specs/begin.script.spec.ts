// When the program for browsers begins: with the first sign of a person, and on an untouched map by itself.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { LANGUAGES, leaflet, pins } from "../support/site";

/** Whether the program answers a click on a link, here one to the page itself. Without it, the browser would follow. */
const answers = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<boolean>((done) => {
        const told = (event: MouseEvent) => {
          done(event.defaultPrevented);
          event.preventDefault();
        };
        addEventListener("click", told, { once: true });
        document.querySelector<HTMLElement>("header a[aria-current]")!.click();
      }),
  );

const SIGNS: [string, (page: Page) => Promise<unknown>][] = [
  ["a pointer that moves", (page) => page.mouse.move(5, 5)],
  ["a key", (page) => page.keyboard.press("Shift")],
  ["a wheel", (page) => page.mouse.wheel(0, 5)],
  ["a focus", (page) => page.locator("header a").first().focus()],
];

for (const [sign, give] of SIGNS)
  test(`a page does without the program until there is ${sign}`, async ({ page, isMobile, browserName }) => {
    test.skip(isMobile && sign === "a wheel", `a phone has none in ${browserName}`);
    await page.goto("/en/projects");
    // The files of the program have come.
    await page.waitForLoadState("networkidle");
    expect(await answers(page)).toBe(false);
    await give(page);
    await expect.poll(() => answers(page)).toBe(true);
  });

test("a finger that presses a link before the program has begun follows it", async ({ page, isMobile }) => {
  test.skip(!isMobile, "about fingers");
  await page.goto("/en/projects");
  const link = page.locator('main a[href*="/project/"]').first();
  const address = await link.getAttribute("href");
  await link.tap();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

for (const language of LANGUAGES)
  test(`a map that nobody touches comes to life by itself, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/`);
    await expect(leaflet(page)).toBeVisible();
    await expect(pins(page).first()).toBeVisible();
  });

test("a menu that is open when the program begins stays open", async ({ page, isMobile }) => {
  test.skip(!isMobile, "only a phone has a menu that opens");
  await page.goto("/en/projects");
  await page.locator("details.menu summary").click();
  await expect.poll(() => answers(page)).toBe(true);
  await expect(page.locator("details.menu")).toHaveAttribute("open");
});

test("who has left the part of a page that the address names is not brought back when the program begins", async ({ page }) => {
  await page.goto("/en/figures");
  const part = await page.locator("main [id]").last().getAttribute("id");
  await page.goto("/en/about");
  await page.goto(`/en/figures#${part}`);
  await page.waitForLoadState("networkidle");
  // The browser scrolls smoothly, and would go on doing so.
  let seen = 0;
  const rests = async () => {
    const before = seen;
    seen = await page.evaluate(() => scrollY);
    return seen > 0 && seen === before;
  };
  await expect.poll(rests, { intervals: [400] }).toBe(true);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.keyboard.press("Shift");
  // Time for the program to begin and to jump; asking whether it has begun would itself be a way to the top of the page.
  await page.waitForTimeout(2000);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await expect.poll(() => answers(page)).toBe(true);
});

test("a pin of the drawing that is pressed while the map comes to life is still pressed", async ({ page, isMobile }) => {
  test.skip(isMobile, "a finger is a sign only when it is lifted");
  // Leaflet comes when the pin is pressed.
  let come = () => {};
  const pressed = new Promise<void>((done) => (come = done));
  await page.route("**/leaflet.js", async (route) => {
    await pressed;
    await route.continue();
  });
  await page.goto("/en/");
  const pin = pins(page).first();
  await pin.hover();
  await page.mouse.down();
  const sent = page.waitForResponse("**/leaflet.js");
  come();
  await (await sent).finished();
  await page.waitForFunction(() => "L" in window);
  // The map would stand a moment later.
  await page.waitForTimeout(500);
  await expect(leaflet(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/en\/(site|township|county)\//);
});
