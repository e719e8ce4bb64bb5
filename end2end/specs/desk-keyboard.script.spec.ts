// The whole way of a change by keyboard alone: found, typed, sent, approved, read on its public page.
import { type Locator, type Page } from "@playwright/test";
import { ENTRIES, elsewhere, expect, field, saved, signIn, test } from "../support/desk";
import { focusIsSeen } from "../support/site";

/** More steps than any page has on the way to a control. */
const STEPS = 250;

/** Goes on with Tab until the focus is where it is wanted; it must be seen there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  for (let step = 0; step < STEPS; step += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) {
      await focusIsSeen(page);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

test("a change is made, sent and approved by keyboard alone", async ({ page, browser, desk, isMobile }) => {
  test.skip(isMobile, "a phone has no Tab key");
  test.slow();
  const text = `By keyboard at ${Date.now()}`;
  const reason = `Typed without a mouse, ${text}`;
  await signIn(page, desk, "second");
  await page.goto("/en/desk");
  await tabTo(page, page.locator('[name="q"]'));
  await page.keyboard.type(ENTRIES.keyboard);
  await page.keyboard.press("Enter");
  // Each page is waited for: what Tab goes through is not to be taken away under it.
  await page.waitForURL(/[?&]q=/);
  const entry = page.locator(`[data-entry="${ENTRIES.keyboard}"]`);
  await press(page, entry.getByRole("button").or(entry.locator("a.action")));
  await tabTo(page, field(page, "name.en"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
  await expect(saved(page)).toHaveAttribute("data-standing", "both");
  await press(page, page.locator("form[data-draft] a.action").last());
  await tabTo(page, page.locator('[name="reason"]'));
  await page.keyboard.type(reason);
  const send = page.getByRole("main").getByRole("button", { name: "Send for review" });
  await press(page, send);
  await expect(send).toHaveCount(0);

  const official = await elsewhere(browser, desk, "official");
  await official.page.goto("/en/desk/review");
  const waits = official.page.getByRole("main").locator("li").filter({ hasText: reason });
  await press(official.page, waits.locator('a[href*="/desk/review/"]'));
  await press(official.page, official.page.getByRole("main").getByRole("button", { name: "Approve" }).first());
  await expect(official.page.getByRole("main")).toContainText("Approved");
  await official.context.close();
  await page.goto(`/en/${ENTRIES.keyboard}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(text);
});
