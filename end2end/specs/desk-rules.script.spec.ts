// What is wrong is said where it is typed, at once and without a line, by the rules that the server has, too.
import type { Page } from "@playwright/test";
import { ENTRIES, elsewhere, expect, field, openForm, signIn, stands, test } from "../support/desk";

const line = (page: Page, name: string) => page.locator(`[id="problem-${name}"]`);
const readBack = (page: Page, name: string) => page.locator(`[id="understood-${name}"]`);

/** Some words as they are, with whatever else before or behind them. */
const containing = (words: string) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));

/** The sentence stands beside the control and is tied to it, beside the rule that stands there always. */
async function isWrong(page: Page, name: string, sentence: string | RegExp): Promise<void> {
  await expect(line(page, name)).toHaveText(sentence);
  await expect(field(page, name)).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, name)).toHaveAccessibleDescription(typeof sentence === "string" ? containing(sentence) : sentence);
}

/** The script that judges has come. */
const judged = (page: Page, name: string) => expect(line(page, name)).toHaveAttribute("aria-live", "polite");

/** Begins a site, and opens its form. */
async function newSite(page: Page, zh: string, en: string): Promise<void> {
  await page.goto("/en/desk/new/site");
  await page.locator('[name="name.zh"]').fill(zh);
  await page.locator('[name="name.en"]').fill(en);
  await page.getByRole("main").getByRole("button", { name: "New", exact: true }).click();
  await expect(field(page, "location.lat")).toBeVisible();
  await judged(page, "location.lat");
}

/** Nothing is said beside the control. */
async function isRight(page: Page, name: string): Promise<void> {
  await expect(line(page, name)).toBeHidden();
  await expect(field(page, name)).not.toHaveAttribute("aria-invalid");
}

test.describe("without a line", () => {
  test.use({ expectedProblems: [/net::ERR_INTERNET_DISCONNECTED/] });

  test("dates and money are judged while they are typed, and what is right at last is saved", async ({ page, context, browser, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.rules);
    await judged(page, "start");
    await context.setOffline(true);
    await field(page, "start").pressSequentially("2021-13");
    await isWrong(page, "start", "“2021-13” is not a date: write 2021, 2021-05 or 2021-05-03.");
    await field(page, "start").fill("2021-12");
    await isRight(page, "start");
    // An end is judged by its beginning, whichever of the two is typed last.
    await field(page, "end").fill("2022");
    await field(page, "start").fill("2023");
    await isWrong(page, "end", "This is before 2023.");
    await field(page, "start").fill("2021-12");
    await isRight(page, "end");
    await field(page, "stated_amount.number").fill("abc");
    await isWrong(page, "stated_amount.number", "“abc” is not a number: write 1200, 1,200 or 1200.50.");
    await expect(readBack(page, "stated_amount")).toBeHidden();
    await field(page, "stated_amount.number").fill("120");
    await isRight(page, "stated_amount.number");
    await expect(readBack(page, "stated_amount")).toHaveText("120 yuan");
    await field(page, "stated_amount.unit").selectOption("ten-thousand");
    await expect(readBack(page, "stated_amount")).toHaveText("1,200,000 yuan = 120 ten thousand yuan");
    await expect(field(page, "stated_amount.number")).toHaveAccessibleDescription(containing("1,200,000 yuan = 120 ten thousand yuan"));
    await stands(page, "device-only");
    await context.setOffline(false);
    await stands(page, "both");
    // The same person on another machine.
    const other = await elsewhere(browser, desk, "first");
    await openForm(other.page, ENTRIES.rules);
    await expect(field(other.page, "start")).toHaveValue("2021-12");
    await expect(field(other.page, "stated_amount.number")).toHaveValue("120");
    await expect(readBack(other.page, "stated_amount")).toHaveText("1,200,000 yuan = 120 ten thousand yuan");
    await isRight(other.page, "start");
    await other.context.close();
  });

  test("a coordinate is judged alone, and with the other one", async ({ page, context, desk }) => {
    await signIn(page, desk, "first");
    await newSite(page, "坐标", "Coordinates");
    await context.setOffline(true);
    await field(page, "location.lat").fill("95");
    await isWrong(page, "location.lat", "A latitude lies between -90 and 90 degrees, not 95.");
    // What is still to come is no reproach.
    await isRight(page, "location.method");
    await field(page, "location.lat").fill("102.9");
    await field(page, "location.lng").fill("24.2");
    await isWrong(page, "location.lat", "Latitude and longitude seem to be swapped. Did you mean 24.2 north, 102.9 east?");
    await field(page, "location.lng").fill("102.9");
    await field(page, "location.lat").fill("24°12′");
    await isRight(page, "location.lat");
    await isRight(page, "location.lng");
    await context.setOffline(false);
    await stands(page, "both");
    await isRight(page, "location.lat");
  });

  test("what the server has said, too, goes when it is right again", async ({ page, context, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.rules);
    const sentence = "“1850” is not a date: write 2021, 2021-05 or 2021-05-03.";
    await field(page, "end").fill("1850");
    await isWrong(page, "end", sentence);
    await stands(page, "both");
    await page.reload();
    await isWrong(page, "end", sentence);
    await judged(page, "end");
    await context.setOffline(true);
    await field(page, "end").fill("2199");
    await isRight(page, "end");
    await stands(page, "device-only");
    await context.setOffline(false);
    await stands(page, "both");
    await isRight(page, "end");
  });

  test("what only the server knows stays until the server speaks again", async ({ page, context, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.rules);
    const unknown = "There is no record “nobody-knows” to choose here.";
    await field(page, "citations.0.source").fill("nobody-knows");
    await isWrong(page, "citations.0.source", unknown);
    await context.setOffline(true);
    // Neither a text that the page finds nothing against nor another control of the row takes it away.
    await field(page, "citations.0.source").fill("no-more-than-this");
    await field(page, "citations.0.locator").fill("page 3");
    await stands(page, "device-only");
    await isWrong(page, "citations.0.source", unknown);
    await context.setOffline(false);
    await isWrong(page, "citations.0.source", "There is no record “no-more-than-this” to choose here.");
    await stands(page, "both");
  });
});

test("the answer to one control is shown and taken away at the others that it concerns", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await newSite(page, "界内外", "Inside and outside");
  const outside = /^This point lies .* outside Huaning County/;
  await field(page, "division").fill("panxi-town");
  await field(page, "location.lat").fill("24.2");
  await field(page, "location.lng").fill("103.1");
  await field(page, "location.datum").selectOption("WGS-84");
  await field(page, "location.method").fill("seen on the spot");
  await field(page, "location.source").fill("huaning-tongxin-article");
  await stands(page, "both");
  await isRight(page, "location.lat");
  // The longitude is wrong; a position is judged at its latitude.
  await field(page, "location.lng").fill("105.5");
  await isWrong(page, "location.lat", outside);
  await isRight(page, "location.lng");
  await field(page, "location.lng").fill("103");
  await stands(page, "both");
  await isRight(page, "location.lat");
  // By the division, too, which is another field.
  await field(page, "division").fill("");
  await field(page, "location.lng").fill("105.5");
  await stands(page, "both");
  await isRight(page, "location.lat");
  await field(page, "division").fill("panxi-town");
  await isWrong(page, "location.lat", outside);
  await field(page, "division").fill("");
  await stands(page, "both");
  await isRight(page, "location.lat");
});

test("nobody is told in the middle of a year that it is no date", async ({ page, desk }) => {
  await page.clock.install();
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.rules);
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await field(page, "start").fill("");
  await field(page, "start").pressSequentially("202");
  await isRight(page, "start");
  await page.clock.runFor(700);
  await isWrong(page, "start", "“202” is not a date: write 2021, 2021-05 or 2021-05-03.");
  await field(page, "start").press("1");
  await isRight(page, "start");
  await page.clock.resume();
  await stands(page, "both");
});
