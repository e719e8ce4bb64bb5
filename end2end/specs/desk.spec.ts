// The desk with and without script: signing in and out, a form that is saved, mistakes beside their fields.
import { ENTRIES, expect, field, form, openForm, signIn, test } from "../support/desk";

test.describe("signing in", () => {
  test.use({ expectedProblems: [/status (401|422)|console error: .*(401|422)/] });

  test("the desk asks who one is, and a wrong password says no more than that", async ({ page }) => {
    const answer = await page.goto("/en/desk");
    expect(answer?.status()).toBe(401);
    await page.getByLabel("E-mail address or sign-in name").fill("nobody@example.org");
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("E-mail address or sign-in name")).toHaveValue("nobody@example.org");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  });

  test("a link signs in once, and signing out ends it", async ({ page, desk }) => {
    const link = (await desk.link("first")).replace(/^\/zh/, "/en");
    await page.goto(link);
    await page.getByRole("main").getByRole("button").first().click();
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(0);
    expect((await page.goto("/en/desk"))?.status()).toBe(401);
  });
});

test.describe("a form", () => {
  test.use({ expectedProblems: [/status 422|console error: .*422/] });

  test("keeps what is typed and says what is wrong beside its field", async ({ page, desk }) => {
    await signIn(page, desk, "second");
    await openForm(page, ENTRIES.crash);
    const text = `Plainly saved at ${Date.now()}`;
    await field(page, "name.en").fill(text);
    await field(page, "start").fill("some day");
    await form(page, ENTRIES.crash).getByRole("button", { name: "Save as draft" }).click();
    await expect(page.locator('[id="problem-start"]')).toBeVisible();
    await expect(field(page, "name.en")).toHaveValue(text);
    await expect(field(page, "start")).toHaveValue("some day");
  });
});
