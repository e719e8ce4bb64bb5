// A live map that was moved: address, list, pins and files say the same, also for who opens the address anew.
import type { Page } from "@playwright/test";
import { test } from "../support/fictional";
import { expect } from "../support/fixtures";
import { openLiveMap, parameter, pins } from "../support/site";

/** How many sites the list has, once it is about a part of the map. */
async function inView(page: Page): Promise<number> {
  const found = page.locator("#found");
  await expect(found).toContainText("in this part of the map");
  return Number.parseInt((await found.innerText()).replace(/\D*/, "").replaceAll(",", ""), 10);
}

const names = (page: Page) => pins(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")).sort());

/** Zooms into the middle, and waits until list and pins are those of what is seen. */
async function zoomIn(page: Page) {
  for (let step = 0; step < 2; step += 1) {
    const before = parameter(page, "z");
    const answer = page.waitForResponse((response) => response.url().includes("/api/overview"));
    await page.getByRole("button", { name: "Zoom in" }).click();
    await answer;
    await expect.poll(() => parameter(page, "z")).not.toBe(before);
  }
}

test("an address with a place of the map shows the same pins and rows when it is opened anew", async ({ page }) => {
  await openLiveMap(page, "/en/");
  await zoomIn(page);
  const [count, pinned] = [await inView(page), await names(page)];
  await openLiveMap(page, page.url());
  await expect.poll(() => names(page)).toEqual(pinned);
  await expect.poll(() => inView(page)).toBe(count);
});

test("a file holds what the list of the moved map does", async ({ page }) => {
  await openLiveMap(page, "/en/");
  await zoomIn(page);
  const count = await inView(page);
  const links = page.locator("#take-away a[download]");
  await expect(links.first()).toHaveAttribute("href", /bbox=/);
  const csv = await (await page.request.get((await links.first().getAttribute("href"))!)).text();
  expect(csv.trim().split("\r\n").length - 1).toBe(count);
  // The sheet and the frame have a size of their own: they stand where the map does.
  const address = new URL(page.url()).searchParams;
  for (const link of await page.locator("#take-away a:not([download])").all()) {
    const leads = new URL((await link.getAttribute("href"))!, page.url()).searchParams;
    expect([leads.get("lat"), leads.get("lng"), leads.get("z")]).toEqual([address.get("lat"), address.get("lng"), address.get("z")]);
  }
});

test("a filter of the moved map writes no bounds into the address", async ({ page }) => {
  await openLiveMap(page, "/en/");
  await zoomIn(page);
  await openLiveMap(page, page.url());
  await page.locator(".filters summary").click();
  await page.locator("#filter-pillar").selectOption({ index: 1 });
  await expect.poll(() => parameter(page, "pillar")).not.toBeNull();
  expect(parameter(page, "bbox")).toBeNull();
  expect(parameter(page, "lat")).not.toBeNull();
});
