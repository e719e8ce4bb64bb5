// What the server and the map say while one types.
import { ENTRIES, expect, field, openForm, signIn, stands, test } from "../support/desk";

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
