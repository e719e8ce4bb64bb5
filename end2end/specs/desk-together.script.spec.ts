// Two people on one entry see each other's open values while they type; what is typed is never markup.
import { ENTRIES, attended, elsewhere, expect, field, openForm, signIn, stands, test } from "../support/desk";

const FIELD = "summary.en";

test("what others have open is shown beside the field", async ({ page, browser, desk }) => {
  const hostile = `<img src=x onerror="document.title='run'"> at ${Date.now()}`;
  const other = await elsewhere(browser, desk, "second");
  await openForm(other.page, ENTRIES.together);
  await field(other.page, FIELD).fill(hostile);
  await stands(other.page, "both");

  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.together);
  await field(page, FIELD).fill("My own words");
  await stands(page, "both");
  await expect(page.locator(".field").filter({ has: page.locator(`[name="${FIELD}"]`) }).locator(".others")).toContainText(hostile);
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  // Neither is overwritten.
  await other.page.reload();
  await expect(field(other.page, FIELD)).toHaveValue(hostile);
  await page.reload();
  await expect(field(page, FIELD)).toHaveValue("My own words");
  await other.context.close();
});

test("a mistake is said beside its field, and the text stays", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.together);
  await field(page, "start").fill("the day before yesterday");
  await stands(page, "both");
  const problem = page.locator('[id="problem-start"]');
  await expect(problem).toBeVisible();
  await expect(field(page, "start")).toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await expect(field(page, "start")).toHaveValue("the day before yesterday");
  await attended(page);
  await field(page, "start").fill("2021-05");
  await stands(page, "both");
  await expect(problem).toBeHidden();
  await expect(field(page, "start")).not.toHaveAttribute("aria-invalid", "true");
});

test("a point is picked on the map", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await page.goto("/en/desk/new/site");
  await page.locator('[name="name.zh"]').fill("选点");
  await page.locator('[name="name.en"]').fill("Picked on the map");
  await page.getByRole("main").getByRole("button", { name: "New", exact: true }).click();
  const picker = page.locator("[data-picker]");
  await picker.getByRole("button").first().click();
  await expect(picker.locator(".leaflet-container")).toBeVisible();
  await picker.locator(".leaflet-container").click({ position: { x: 120, y: 120 } });
  await expect(field(page, "location.lat")).toHaveValue(/^24\.\d+$/);
  await expect(field(page, "location.lng")).toHaveValue(/^10[23]\.\d+$/);
  await expect(field(page, "location.datum")).toHaveValue("WGS-84");
  const before = await field(page, "location.lat").inputValue();
  await picker.locator(".middle").click();
  await expect(field(page, "location.lat")).not.toHaveValue(before);
  await stands(page, "both");
});
