// A page of the desk that is not there any more, reached within the application: the ways to the other pages stay.
import { expect, signIn, test } from "../support/desk";

test.use({ expectedProblems: [/status 404|console error: .*404/] });

test("who follows a link to a change that is gone can go on from there", async ({ page, desk }) => {
  await signIn(page, desk, "first");
  await page.goto("/en/desk");
  await page.getByRole("main").evaluate((main) => {
    const link = document.createElement("a");
    link.href = "/en/desk/draft/gone";
    link.textContent = "A change that is gone";
    main.append(link);
  });
  const documents: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents.push(new URL(request.url()).pathname);
  });
  await page.getByRole("link", { name: "A change that is gone" }).click();
  await expect(page.locator(".desk-ways nav")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await page.waitForLoadState("networkidle");
  expect(documents).toEqual(["/en/desk/draft/gone"]);
  await page.locator(".desk-ways nav a").first().click();
  await expect(page).toHaveURL(/\/en\/desk$/);
});
