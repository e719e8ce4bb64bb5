// The map in a frame of a page on another origin; every other page refuses to be framed.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test as base } from "../support/fixtures";
import { LANGUAGES, WORDS } from "../support/site";

/** Answers every request with a page of another origin than the Atlas: the same machine by another name, on another port. */
type Stranger = (framed: string) => Promise<string>;

const test = base.extend<{ stranger: Stranger }>({
  stranger: async ({}, use) => {
    let html = "";
    const server = createServer((_, answer) => answer.setHeader("content-type", "text/html; charset=utf-8").end(html));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    await use(async (framed) => {
      html = `<!doctype html><title>a newspaper</title><iframe src="${framed}" width="700" height="500"></iframe>`;
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
});

for (const language of LANGUAGES) {
  test(`the map in ${language} stands in a frame on another site`, async ({ browser, baseURL, stranger }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(await stranger(`${baseURL}/${language}/embed?in=panxi-town`));
    const frame = page.frameLocator("iframe");
    await expect(frame.locator("html")).toHaveAttribute("lang", WORDS[language].tag);
    await expect(frame.locator("a.pin").first()).toBeVisible();
    await expect(frame.locator("footer")).toContainText(WORDS[language].panxi);
    // Whoever follows a pin leaves the newspaper where it is.
    const [tab] = await Promise.all([context.waitForEvent("page"), frame.locator('a.pin[href*="/site/"]').first().click()]);
    await expect(tab).toHaveURL(new RegExp(`^${baseURL}/${language}/site/`));
    await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
    await context.close();
  });
}

test("no other page stands in a frame on another site", async ({ browser, baseURL, stranger }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ["/zh/", "/en/", "/en/report", "/zh/figures", "/en/site/panxi-tongxin-square"]) {
    const refusal = page.waitForEvent("console", (message) => /frame-ancestors|X-Frame-Options/.test(message.text()));
    await page.goto(await stranger(`${baseURL}${path}`));
    await refusal;
    await expect(page.frameLocator("iframe").locator("main"), path).toHaveCount(0);
  }
  await context.close();
});
