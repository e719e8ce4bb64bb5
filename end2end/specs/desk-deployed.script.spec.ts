// A new version is put up while a form is open: the server stops and another one starts on the same database and address, and its
// program for the browser is of another build. Nothing that is typed before, meanwhile or afterwards is lost.
import type { Page } from "@playwright/test";
import { ENTRIES, attended, elsewhere, expect, field, openForm, saved, signIn, stands, test } from "../support/desk";

// While no server runs nothing can be reached.
test.use({ expectedProblems: [/net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/] });

/** The name of the build that the server gives to browsers. */
async function build(page: Page): Promise<string> {
  const html = await (await page.request.get("/en/about")).text();
  return html.match(/\/pkg\/([0-9a-f]+)\//)![1];
}

test("a form that is open while a new version is put up loses nothing", async ({ page, browser, desk }) => {
  test.setTimeout(120_000);
  await signIn(page, desk, "first");
  await openForm(page, ENTRIES.deployed);
  const address = page.url();
  const stamp = Date.now();
  const typed = { "name.en": `Before at ${stamp}`, "summary.en": `Meanwhile at ${stamp}`, "summary.zh": `之后 ${stamp}` };
  const [before, meanwhile, afterwards] = Object.entries(typed);
  const old = await build(page);
  await field(page, before[0]).fill(before[1]);
  await stands(page, "both");

  await desk.deploy(async () => {
    await field(page, meanwhile[0]).fill(meanwhile[1]);
    await stands(page, "device-only");
    await expect(saved(page)).toContainText("On this device only");
  });
  expect(await build(page)).not.toBe(old);

  // The page that is open goes on as it was: it is not loaded anew, and what waited is sent.
  await field(page, afterwards[0]).fill(afterwards[1]);
  await stands(page, "both");
  expect(page.url()).toBe(address);
  // What the server alone knows: the same person on another machine.
  const other = await elsewhere(browser, desk, "first");
  await openForm(other.page, ENTRIES.deployed);
  for (const [name, text] of Object.entries(typed)) await expect(field(other.page, name)).toHaveValue(text);
  await other.context.close();

  // Loaded anew it is the new program, and has everything.
  await page.reload();
  for (const [name, text] of Object.entries(typed)) await expect(field(page, name)).toHaveValue(text);
  const last = `After the reload at ${stamp}`;
  await attended(page);
  await field(page, "name.en").fill(last);
  await stands(page, "both");
  await page.reload();
  await expect(field(page, "name.en")).toHaveValue(last);
});
