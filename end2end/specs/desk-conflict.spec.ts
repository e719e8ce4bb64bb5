// Two people set one field differently: at approval an official sees both values and decides; nothing is overwritten. With and
// without script.
import type { Page } from "@playwright/test";
import { ENTRIES, elsewhere, expect, field, openForm, openReview, press, send, signIn, test } from "../support/desk";

// A conflict is answered with 409, which browsers write into the console.
test.use({ expectedProblems: [/status 409|console error: .*409/] });

const FIELD = "summary.en";
const OTHER = "name.en";

/** Nothing on a page asks whether to overwrite. */
async function offersNoOverwriting(page: Page): Promise<void> {
  const said = await page.locator("button, input[type=submit], dialog, [role=dialog], [role=alertdialog]").allInnerTexts();
  expect(said.filter((words) => /overwrit|replace|force|discard/i.test(words))).toEqual([]);
}

for (const keep of ["ours", "theirs"] as const) {
  test(`a conflict is decided for ${keep === "ours" ? "the change" : "what was published meanwhile"}`, async ({ page, browser, desk, javaScriptEnabled }) => {
    test.setTimeout(150_000);
    const entry = ENTRIES.conflict;
    const stamp = `${keep} ${Date.now()}`;
    const [earlier, later, name] = [`Published meanwhile, ${stamp}`, `In this change, ${stamp}`, `Renamed, ${stamp}`];
    const second = await elsewhere(browser, desk, "second", javaScriptEnabled);
    const official = await elsewhere(browser, desk, "official", javaScriptEnabled);
    const pages = [page, second.page, official.page];
    const asked: string[] = [];
    for (const one of pages) {
      one.on("dialog", (dialog) => {
        asked.push(dialog.message());
        return dialog.dismiss();
      });
    }

    // Both start from the same revision; one of them changes another field, too.
    await signIn(page, desk, "first");
    await openForm(page, entry);
    await openForm(second.page, entry);
    await field(page, FIELD).fill(later);
    await field(page, OTHER).fill(name);
    await press(page, "Save as draft");
    await field(second.page, FIELD).fill(earlier);
    await press(second.page, "Save as draft");
    await send(second.page, `The second's, ${stamp}`);
    await openReview(official.page, `The second's, ${stamp}`);
    await press(official.page, "Approve and publish");
    await send(page, `The first's, ${stamp}`);

    await openReview(official.page, `The first's, ${stamp}`);
    // They are seen at once; approving without a decision publishes nothing.
    const conflicts = official.page.locator(`[data-conflict="${entry}"] fieldset`);
    await expect(conflicts).toHaveCount(1);
    await expect(official.page.locator("#mistake")).toHaveCount(0);
    await press(official.page, "Approve and publish");
    await expect(official.page.locator("#mistake")).toBeVisible();
    await expect(conflicts).toHaveCount(1);
    await expect(conflicts.locator("legend")).toHaveText(/English/);
    const theirs = conflicts.locator("label").filter({ has: official.page.locator('[value="theirs"]') });
    const ours = conflicts.locator("label").filter({ has: official.page.locator('[value="ours"]') });
    for (const [side, value, author] of [[theirs, earlier, "The second"], [ours, later, "The first"]] as const) {
      await expect(side).toContainText(value);
      await expect(side).toContainText(author);
      await expect(side).toContainText(/\d\d:\d\d/);
      await expect(side.locator("input")).not.toBeChecked();
    }
    for (const one of pages) await offersNoOverwriting(one);
    // Nothing is published before a person has decided.
    const path = `/en/${entry}`;
    const published = await (await page.request.get(path)).text();
    expect(published).toContain(earlier);
    expect(published).not.toContain(name);

    await (keep === "ours" ? ours : theirs).locator("input").check();
    await press(official.page, "Approve and publish");
    // The official's page answers when everybody sees it.
    const decided = await (await page.request.get(path)).text();
    expect(decided).toContain(keep === "ours" ? later : earlier);
    expect(decided).not.toContain(keep === "ours" ? earlier : later);
    expect(decided).toContain(name);
    await page.goto(`/en/history/${entry}`);
    await expect(page.getByRole("main")).toContainText(earlier);
    await expect(page.getByRole("main")).toContainText(later);
    expect(asked).toEqual([]);
    await second.context.close();
    await official.context.close();
  });
}
