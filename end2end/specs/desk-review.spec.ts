// A change on its way: sent, returned with a reason, answered, approved, public, in the history, and brought back. With and without
// script.
import { ENTRIES, elsewhere, expect, field, openForm, openReview, press, send, signIn, test } from "../support/desk";

test("a change is returned, sent again, approved, and what was before is brought back", async ({ page, browser, desk, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const entry = ENTRIES.review;
  const text = `Reviewed at ${Date.now()}`;
  const why = `It is finer so: ${text}`;
  await signIn(page, desk, "first");
  await openForm(page, entry);
  const before = await field(page, "summary.en").inputValue();
  await field(page, "summary.en").fill(text);
  await press(page, "Save as draft");
  await send(page, why);

  const official = await elsewhere(browser, desk, "official", javaScriptEnabled);
  const open = async () => {
    await openReview(official.page, why);
    await expect(official.page.getByText(text).first()).toBeVisible();
  };
  await open();
  await official.page.locator('textarea[name="reason"]').last().fill("Which source says so?");
  await press(official.page, "Return with this reason");

  await page.goto("/en/desk");
  await expect(page.getByText("Which source says so?").first()).toBeVisible();
  await openForm(page, entry);
  await expect(field(page, "summary.en")).toHaveValue(text);
  await send(page, "The same article, paragraph 2.");
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
