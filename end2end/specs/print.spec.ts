// Pages on paper: what is only for the screen is gone, what is closed stands open, and the map has the size of the sheet.
import { expect, test } from "../support/fixtures";
import { LANGUAGES, WORDS, openLiveMap, parameter, pins, rows } from "../support/site";

/** Width and height of the map on paper in CSS pixels: those of print.css, 180 by 125 mm. */
const [WIDTH, HEIGHT] = [680, 472];

for (const language of LANGUAGES) {
  test(`a page on paper has its sources and sums, in ${language}`, async ({ page }) => {
    await page.emulateMedia({ media: "print" });
    await page.goto(`/${language}/site/panxi-tongxin-square`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(WORDS[language].squareName);
    const cited = page.locator(".citations li");
    expect(await cited.count()).toBeGreaterThan(3);
    for (const source of await cited.all()) await expect(source).toBeVisible();
    for (const gone of [".site-header", ".breadcrumbs", ".action"]) await expect(page.locator(gone).first()).toBeHidden();
    await page.goto(`/${language}/projects`);
    await expect(page.locator(".cards > li").first()).toBeVisible();
    for (const gone of [".takeaway", ".filters", ".questions"]) await expect(page.locator(gone).first()).toBeHidden();
    const sums = page.locator(".total > div");
    expect(await sums.count()).toBeGreaterThan(0);
    for (const sum of await sums.all()) await expect(sum).toBeVisible();
  });

  test(`the overview on paper is heading, map and list, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/`);
    await expect(pins(page).first()).toBeVisible();
    await page.emulateMedia({ media: "print" });
    const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
    const [heading, map, list] = [await box("#intro"), await box(".map"), await box("#rows")];
    expect(map.y).toBeGreaterThanOrEqual(heading.y + heading.height);
    expect(list.y).toBeGreaterThanOrEqual(map.y + map.height);
    // What the live map is made for, in its test below.
    expect(Math.round(map.height)).toBe(HEIGHT);
    expect(await rows(page, language).count()).toBeGreaterThan(5);
    for (const row of await rows(page, language).all()) await expect(row).toBeVisible();
    for (const gone of [".filters", ".takeaway", ".map-controls"]) await expect(page.locator(gone)).toBeHidden();
    await expect(page.locator(".totals dl")).toBeVisible();
  });
}

test("paper is light, also for who has a dark screen", async ({ page }) => {
  // Ink and ground, names on the map, fields of forms.
  const colours = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.querySelector(".map")!);
      return [...["--ink", "--surface", "--water-ink"].map((name) => style.getPropertyValue(name)), style.colorScheme];
    });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.goto("/zh/");
  const light = await colours();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await colours()).toEqual(light);
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  expect(await colours()).not.toEqual(light);
});

test("the live map takes the size of the sheet before it is printed, and its own again", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "about the live map");
  await openLiveMap(page, "/en/");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const canvas = page.locator(".map-canvas");
  const place = async () => {
    const [frame, boxes] = [(await canvas.boundingBox())!, await pins(page).evaluateAll((all) => all.map((pin) => pin.getBoundingClientRect().toJSON()))];
    return { frame, boxes };
  };
  const before = await place();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const paper = await place();
  expect(Math.round(paper.frame.width)).toBe(WIDTH);
  expect(Math.round(paper.frame.height)).toBe(HEIGHT);
  expect(paper.boxes.length).toBeGreaterThan(5);
  for (const box of paper.boxes) {
    expect(box.left).toBeGreaterThanOrEqual(paper.frame.x);
    expect(box.right).toBeLessThanOrEqual(paper.frame.x + WIDTH);
    expect(box.top).toBeGreaterThanOrEqual(paper.frame.y);
    expect(box.bottom).toBeLessThanOrEqual(paper.frame.y + HEIGHT);
  }
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  expect(await place()).toEqual(before);
  expect(parameter(page, "lat")).toBeNull();
  expect(asked).toEqual([]);
});
