// The pages that the server writes, as people walk through them: with and without script.
import { expect, test } from "../support/fixtures";
import { LANGUAGES } from "../support/site";

const WORDS = {
  zh: { projects: "项目", send: "发送", csv: "表格（CSV）" },
  en: { projects: "Projects", send: "Send", csv: "Table (CSV)" },
} as const;

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`from the map by the menu to projects, to one of them and back, in ${language}`, async ({ page, isMobile }) => {
    await page.goto(`/${language}/`);
    if (isMobile) await page.locator("details.menu summary").click();
    await page.getByRole("link", { name: words.projects, exact: true }).filter({ visible: true }).click();
    await expect(page).toHaveURL(new RegExp(`/${language}/projects$`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.projects);
    await page.locator('main a[href*="/project/"]').first().click();
    await expect(page).toHaveURL(new RegExp(`/${language}/project/`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.projects);
    await page.goBack();
    await expect(page.locator(".map")).toBeVisible();
  });

  test(`a question about townships is asked by a form and keeps its address, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/townships?has=project&has=-training`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const rows = page.locator("main .cards > li");
    const found = await rows.count();
    expect(found).toBeGreaterThan(0);
    await page.locator(`main a[href*="/export/townships.csv"]`).waitFor();
    const file = page.getByRole("link", { name: words.csv });
    const address = new URL((await file.getAttribute("href"))!, page.url());
    expect(address.searchParams.getAll("has").sort()).toEqual(["-training", "project"]);
    const table = await (await page.request.get(address.href)).text();
    expect(table.trim().split("\r\n")).toHaveLength(found + 1);
  });

  test(`every figure names its source, and leads to it, in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/figures`);
    const figures = page.locator("main .figures > li");
    expect(await figures.count()).toBe(19);
    for (const figure of await figures.all()) await expect(figure.locator('a[href*="/source/"]').first()).toBeAttached();
    await figures.first().locator('a[href*="/source/"]').first().click();
    await expect(page).toHaveURL(/\/source\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test.describe(`a report, in ${language}`, () => {
    test.use({ expectedProblems: [/422/] });
    test("is refused with a sentence while it says nothing, and thanked for when it says something", async ({ page }, testInfo) => {
      // The server takes only some reports an hour from one address; one browser is enough for the last step.
      const last = testInfo.project.name === "phone" || testInfo.project.name === "wide without script";
      await page.goto(`/${language}/report?page=/${language}/figures`);
      await page.locator("textarea").fill("   ");
      await page.getByRole("button", { name: words.send }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(page.locator("input[name=page]")).toHaveValue(`/${language}/figures`);
      if (!last) return;
      await page.locator("textarea").fill('<b>6 000</b> & "more"');
      await page.getByRole("button", { name: words.send }).click();
      await expect(page).toHaveURL(new RegExp(`/${language}/report-sent$`));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  });
}

test("the map can be put on another site, and no other page can", async ({ page }) => {
  const embed = await page.request.get("/en/embed?in=panxi-town");
  expect(embed.headers()["content-security-policy"]).toContain("frame-ancestors *");
  for (const path of ["/en/", "/en/projects", "/en/sheet"]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-security-policy"], path).toContain("frame-ancestors 'none'");
  }
});
