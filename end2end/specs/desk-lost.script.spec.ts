// Nothing that is typed is lost: without a line, after a crash, at the end of the session, in two tabs.
import { ENTRIES, attended, elsewhere, expect, field, onDevice, onServer, openForm, saved, signIn, stands, test } from "../support/desk";

const NAME = "name.en";

test.describe("without a line", () => {
  test.use({ expectedProblems: [/net::ERR_INTERNET_DISCONNECTED/] });

  test("what is typed stays on the device and is sent when the line is back", async ({ page, context, browser, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.cut);
    const text = `Cut off at ${Date.now()}`;
    await context.setOffline(true);
    await field(page, NAME).fill(text);
    await stands(page, "device-only");
    await expect(saved(page)).toContainText("On this device only");
    // Who wants to keep it all the same does not lose the page to the browser's complaint about the line.
    await field(page, NAME).press("Enter");
    await page.getByRole("button", { name: "Save as draft" }).click();
    await stands(page, "device-only");
    await expect(field(page, NAME)).toHaveValue(text);
    const later = `${text}, and more`;
    await field(page, NAME).fill(later);
    await context.setOffline(false);
    await stands(page, "both");
    await expect(saved(page)).toContainText(/Saved \d\d:\d\d, on this device and on the server/);
    // The same person on another machine.
    const other = await elsewhere(browser, desk, "first");
    await openForm(other.page, ENTRIES.cut);
    await expect(field(other.page, NAME)).toHaveValue(later);
    await other.context.close();
  });

  test("a crash gives the text back, and it is sent", async ({ page, context, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.crash);
    const address = page.url();
    const text = `Before the crash at ${Date.now()}`;
    await context.setOffline(true);
    await field(page, NAME).fill(text);
    await stands(page, "device-only");
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await expect(field(again, NAME)).toHaveValue(text);
    await stands(again, "both");
    await again.reload();
    await expect(field(again, NAME)).toHaveValue(text);
  });
});

test("what is typed before the script has come is kept, sent and judged", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  let come = () => {};
  const typed = new Promise<void>((done) => (come = done));
  await page.route(/split_editing/, async (route) => {
    await typed;
    await route.continue();
  });
  await openForm(page, ENTRIES.crash);
  const text = `Typed early at ${Date.now()}`;
  await field(page, NAME).fill(text);
  await field(page, "start").fill("2021-13");
  come();
  await onServer(page, text);
  await expect(page.locator('[id="problem-start"]')).toContainText("2021-13");
  await page.reload();
  await expect(field(page, NAME)).toHaveValue(text);
  await attended(page);
  // What is wrong stays away from the tests that follow.
  await field(page, "start").fill("2021");
  await stands(page, "both");
});

test("a reload right after the last stroke loses nothing", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.crash);
  const text = `Typed and gone at ${Date.now()}`;
  await field(page, NAME).fill(text);
  await page.reload();
  await expect(field(page, NAME)).toHaveValue(text);
  await onServer(page, text);
});

test("what is typed right after a reload is kept, whatever the device has", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.crash);
  const text = `Before the reload at ${Date.now()}`;
  await field(page, NAME).fill(text);
  await stands(page, "both");
  let come = () => {};
  const typed = new Promise<void>((done) => (come = done));
  await page.route(/split_editing/, async (route) => {
    await typed;
    await route.continue();
  });
  await page.reload({ waitUntil: "domcontentloaded" });
  await field(page, NAME).fill(`${text}, and after it`);
  come();
  await onServer(page, `${text}, and after it`);
  await expect(field(page, NAME)).toHaveValue(`${text}, and after it`);
});

test("of two devices on line neither takes the other's text away", async ({ page, browser, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.tabs);
  const address = page.url();
  const phone = await elsewhere(browser, desk, "first");
  await phone.page.goto(address);
  await attended(phone.page);
  const [desktop, later] = [`On the desktop at ${Date.now()}`, `On the phone at ${Date.now()}`];
  await field(page, NAME).fill(desktop);
  await stands(page, "both");
  await field(phone.page, NAME).fill(later);
  const offered = phone.page.locator(".offered").filter({ hasText: desktop });
  await expect(offered).toHaveCount(1);
  // Typing on is no answer to it, and neither is opening the page again.
  await field(phone.page, NAME).fill(`${later}, and more`);
  await stands(phone.page, "both");
  await phone.page.reload();
  await expect(field(phone.page, NAME)).toHaveValue(`${later}, and more`);
  await expect(offered).toHaveCount(1);
  await offered.getByRole("button").click();
  await expect(field(phone.page, NAME)).toHaveValue(desktop);
  await onServer(phone.page, `value="${desktop}"`);
  await phone.page.reload();
  await expect(offered).toHaveCount(0);
  await phone.context.close();
});

test.describe("a change with text that has not arrived", () => {
  test.use({ expectedProblems: [/net::ERR_FAILED/] });

  test("is not sent unnoticed", async ({ page, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.tabs);
    await page.route("**/api/desk/draft", (route) => route.abort());
    await field(page, NAME).fill(`Not arrived at ${Date.now()}`);
    await stands(page, "device-only");
    await page.locator("form[data-draft] a.action").last().click();
    await expect(page.locator(".left-of-draft")).toBeVisible();
    await page.unroute("**/api/desk/draft");
  });

  test("text that is in the page alone is not left without a warning", async ({ page, desk }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.tabs);
    await page.route("**/api/desk/draft", (route) => route.abort());
    const text = `Nowhere else at ${Date.now()}`;
    await field(page, NAME).fill(text);
    await stands(page, "nowhere");
    const link = page.locator("form[data-draft] a.action").last();
    await link.click();
    await expect(field(page, NAME)).toHaveValue(text);
    await link.click();
    await expect(field(page, NAME)).toHaveCount(0);
  });
});

test("a link that is pressed right after typing leads to a page that knows the text", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.crash);
  const address = page.url();
  const text = `Typed and followed at ${Date.now()}`;
  await field(page, NAME).fill(text);
  await page.getByRole("link", { name: "Account" }).first().click();
  await expect(page).toHaveURL(/\/desk\/account/);
  // What the server alone says, without the device.
  await page.evaluate(() => localStorage.clear());
  await page.goto(address);
  await expect(field(page, NAME)).toHaveValue(text);
});

test("two tabs show the same text", async ({ page, context, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.tabs);
  const second = await context.newPage();
  await second.goto(page.url());
  const text = `From the first tab at ${Date.now()}`;
  await field(page, NAME).fill(text);
  await expect(field(second, NAME)).toHaveValue(text);
  await stands(page, "both");
  await field(second, NAME).fill(`${text}, then from the second`);
  await expect(field(page, NAME)).toHaveValue(`${text}, then from the second`);
  await stands(second, "both");
  await page.reload();
  await expect(field(page, NAME)).toHaveValue(`${text}, then from the second`);
});

test.describe("when the session ends", () => {
  test.use({ expectedProblems: [/status 401|console error: .*401/] });

  test("the text stays, the page says so, and signing in sends it", async ({ page, context, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.cut);
    const address = page.url();
    await context.clearCookies();
    const text = `After the session at ${Date.now()}`;
    await field(page, NAME).fill(text);
    await stands(page, "signed-out");
    await expect(saved(page).getByRole("link")).toHaveAttribute("href", /\/desk\/sign-in/);
    await expect(field(page, NAME)).toHaveValue(text);
    await signIn(page, desk, "first");
    await page.goto(address);
    await expect(field(page, NAME)).toHaveValue(text);
    await stands(page, "both");
  });
});

test.describe("on a device that several people use", () => {
  test.use({ expectedProblems: [/net::ERR_FAILED/] });

  test("signing out leaves nothing that the server has", async ({ page, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.cut);
    await field(page, NAME).fill(`Nobody else's business at ${Date.now()}`);
    await stands(page, "both");
    expect(await onDevice(page)).not.toEqual([]);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(0);
    expect(await onDevice(page)).toEqual([]);
  });

  test("text that the server has not is kept for its owner, never shown to others, and can be cleared", async ({ page, desk }) => {
    await signIn(page, desk, "first");
    await openForm(page, ENTRIES.tabs);
    await page.route("**/api/desk/draft", (route) => route.abort());
    const text = `Not sent at ${Date.now()}`;
    await field(page, NAME).fill(text);
    await stands(page, "device-only");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.locator(".left-own")).toBeVisible();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await signIn(page, desk, "second");
    await openForm(page, ENTRIES.tabs);
    await expect(field(page, NAME)).not.toHaveValue(text);
    await expect(page.locator("body")).not.toContainText(text);
    await page.locator(".left-others").getByRole("button").click();
    await expect(page.locator(".left-others")).toBeHidden();
    expect(await onDevice(page)).toEqual([]);
  });
});
