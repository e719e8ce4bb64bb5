// The map of a review: seen by who decides, wide and on a phone, with and without script, in light, dark and print.
import { ENTRIES, elsewhere, expect, field, openForm, openReview, press, send, signIn, test } from "../support/desk";
import { expectNoAxeFindings } from "../support/fixtures";

test("an official sees on a map what a change would do, and nobody else does", async ({ page, browser, desk, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const why = `It was there, too: ${Date.now()}`;
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.map);
  await field(page, "sites.2").fill("Afa Road, Ningzhou");
  await press(page, "Save as draft");
  await send(page, why);

  const official = await elsewhere(browser, desk, "official", javaScriptEnabled);
  await openReview(official.page, why);
  const map = official.page.locator("#map-effect");
  await expect(map).toContainText("At Afa Road, Ningzhou the ring of livelihood appears.");
  await expect(map.getByRole("img", { name: "Effect on the map", exact: true })).toBeVisible();
  // The mark and its words lie within the map, whatever its size.
  const frame = (await map.locator(".still").first().boundingBox())!;
  for (const part of [".changed .glyph", ".changed text"]) {
    const box = (await map.locator(part).first().boundingBox())!;
    expect(box.x).toBeGreaterThan(frame.x);
    expect(box.y).toBeGreaterThan(frame.y);
    expect(box.x + box.width).toBeLessThan(frame.x + frame.width);
    expect(box.y + box.height).toBeLessThan(frame.y + frame.height);
  }
  expect(await official.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  if (javaScriptEnabled !== false) {
    for (const colorScheme of ["light", "dark"] as const) {
      await official.page.emulateMedia({ colorScheme });
      await expectNoAxeFindings(official.page);
    }
  }
  await official.page.emulateMedia({ media: "print" });
  await expect(map.locator(".changed .glyph").first()).toBeVisible();
  await official.page.emulateMedia({ media: null });

  const review = official.page.url();
  expect((await page.request.get(review)).status()).toBe(403);
  expect(await (await page.request.get("/en/site/afa-road")).text()).not.toContain("Effect on the map");
  await official.page.locator('textarea[name="reason"]').last().fill("Which source says so?");
  await press(official.page, "Return with this reason");
  await official.context.close();
});
