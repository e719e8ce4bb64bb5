// A change on its way: sent, returned with a reason, answered, approved, public, in the history, and brought back. With and without
// script.
import type { Page } from "@playwright/test";
import { ENTRIES, elsewhere, expect, field, openForm, signIn, test } from "../support/desk";

test("a change is returned, sent again, approved, and what was before is brought back", async ({ page, browser, desk, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const entry = ENTRIES.review;
  const text = `Reviewed at ${Date.now()}`;
  /** Presses what sends a form, and waits for the page that answers. */
  const press = async (on: Page, name: string) => {
    const loaded = on.waitForEvent("load");
    await on.getByRole("main").getByRole("button", { name }).last().click();
    await loaded;
  };
  const send = async (reason: string) => {
    await page.locator("form[data-draft] a.action").last().click();
    await page.getByRole("button", { name: "Send for review" }).waitFor();
    await page.locator('[name="reason"]').fill(reason);
    await press(page, "Send for review");
  };
  await signIn(page, desk, "first");
  await openForm(page, entry);
  const before = await field(page, "summary.en").inputValue();
  await field(page, "summary.en").fill(text);
  await press(page, "Save as draft");
  await send("It is finer so.");

  const official = await elsewhere(browser, desk, "official", javaScriptEnabled);
  const open = async () => {
    await official.page.goto("/en/desk/review");
    await official.page.getByRole("main").locator('a[href*="/desk/review/"]').first().click();
    await expect(official.page.getByText(text).first()).toBeVisible();
  };
  await open();
  await official.page.locator('textarea[name="reason"]').last().fill("Which source says so?");
  await press(official.page, "Return with this reason");

  await page.goto("/en/desk");
  await expect(page.getByText("Which source says so?").first()).toBeVisible();
  await openForm(page, entry);
  await expect(field(page, "summary.en")).toHaveValue(text);
  await send("The same article, paragraph 2.");
  await open();
  await press(official.page, "Approve and publish");

  const path = `/en/${entry}`;
  await expect.poll(async () => (await page.request.get(path)).text()).toContain(text);
  await page.goto(`/en/history/${entry}`);
  await expect(page.getByRole("main")).toContainText(text);
  await press(page, "Bring this revision back");
  await expect(field(page, "summary.en")).toHaveValue(before);
  await official.context.close();
});
