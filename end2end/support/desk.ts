import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { BINARY, ROOT, anotherBuild, freshDatabase, startAtlas } from "./atlas.mjs";
import { test as base } from "./fixtures";

const run = promisify(execFile);

/** Who works at the desk in these tests: two partners of one organisation, and the officials' side. */
export const PEOPLE = {
  first: ["--role", "partner", "--organisation", "fic-yunnan"],
  second: ["--role", "partner", "--organisation", "fic-yunnan"],
  official: ["--role", "official", "--division", "huaning-county"],
} as const;
export type Person = keyof typeof PEOPLE;

/** Entries that the partners' organisation takes part in; each test has its own. */
export const ENTRIES = {
  cut: "project/panxi-tongxin-square-project",
  tabs: "project/afa-road-transformation",
  crash: "project/puchazhai-square-lighting",
  together: "project/panxi-national-unity-zone-project",
  rules: "project/qinglong-mutual-aid",
  review: "project/huaxi-citrus-quality",
  conflict: "project/gele-cultural-square-project",
  deployed: "project/daxing-pumping-irrigation",
  map: "project/tongxin-demonstration-clinic",
  keyboard: "project/tonghongdian-whole-village",
} as const;

type Desk = {
  url: string;
  /** A link that signs a person in once. */
  link: (person: Person) => Promise<string>;
  /** Stops the server, does something, and starts another build on the same database and address. */
  deploy: (meanwhile: () => Promise<void>) => Promise<void>;
};

/** A server of its own for each worker, because these tests write. */
export const test = base.extend<object, { desk: Desk }>({
  desk: [
    async ({}, use) => {
      const database = await freshDatabase();
      let atlas = await startAtlas(database);
      let deployed = 0;
      const user = async (...words: string[]) => (await run(BINARY, ["user", ...words], { cwd: ROOT, env: database.environment })).stdout;
      for (const [login, words] of Object.entries(PEOPLE)) await user("add", "--login", login, "--name", `The ${login}`, ...words);
      await use({
        url: atlas.url,
        link: async (person) => {
          const path = (await user("link", person)).match(/\/desk\/link\/\S+/);
          if (!path) throw new Error(`atlas user link ${person} printed no link`);
          return `/zh${path[0]}`;
        },
        deploy: async (meanwhile) => {
          const siteRoot = join(database.folder, `build-${++deployed}`);
          await anotherBuild(siteRoot);
          await atlas.stop();
          await meanwhile();
          atlas = await startAtlas(database, { port: Number(new URL(atlas.url).port), siteRoot });
        },
      });
      await atlas.stop();
      await database.remove();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ desk }, use) => use(desk.url),
});

export { expect };

/** Signs somebody in by a link that is good once. */
export async function signIn(page: Page, desk: Desk, person: Person): Promise<void> {
  await page.goto((await desk.link(person)).replace(/^\/zh/, "/en"));
  await page.getByRole("main").getByRole("button").first().click();
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
}

/** A browser of its own with somebody signed in, as on another machine. */
export async function elsewhere(browser: Browser, desk: Desk, person: Person, javaScriptEnabled = true): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: desk.url, javaScriptEnabled });
  const page = await context.newPage();
  await signIn(page, desk, person);
  return { context, page };
}

/** Opens the form of an entry from the list of one's own entries. */
export async function openForm(page: Page, entry: string): Promise<void> {
  await page.goto(`/en/desk?q=${encodeURIComponent(entry)}`);
  await page.locator(`[data-entry="${entry}"]`).getByRole("button").or(page.locator(`[data-entry="${entry}"] a.action`)).first().click();
  await expect(form(page, entry)).toBeVisible();
}

export const form = (page: Page, entry: string) => page.locator(`form[data-draft][data-entry="${entry}"]`);

/** The control of a field. */
export const field = (page: Page, name: string) => page.locator(`form[data-draft] [name="${name}"]`);

/** Presses what sends a form, and waits for the page that answers. */
export async function press(page: Page, name: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await page.getByRole("main").getByRole("button", { name }).last().click();
  await loaded;
}

/** Goes from the form of an entry to its change, and sends that for review. */
export async function send(page: Page, reason: string): Promise<void> {
  await page.locator("form[data-draft] a.action").last().click();
  await page.getByRole("button", { name: "Send for review" }).waitFor();
  await page.locator('[name="reason"]').fill(reason);
  await press(page, "Send for review");
}

/** Opens the change that waits with this reason. */
export async function openReview(page: Page, reason: string): Promise<void> {
  await page.goto("/en/desk/review");
  await page.getByRole("main").locator("li").filter({ hasText: reason }).locator('a[href*="/desk/review/"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/**
 * Waits until the program attends to the form. On a page that is opened again, what is typed before is offered beside its field,
 * not taken.
 */
export const attended = (page: Page) => expect(page.locator('form[data-draft] [id^="problem-"][aria-live]').first()).toBeAttached();

/** The line that says where the text is safe. */
export const saved = (page: Page) => page.locator("#saved");

/** Waits until the line says something. */
export const stands = (page: Page, standing: string) => expect(saved(page)).toHaveAttribute("data-standing", standing);

/** Waits until the server alone has a text: what it sends is looked at, not what the browser makes of it. */
export const onServer = (page: Page, text: string) =>
  expect.poll(async () => (await page.request.get(page.url())).text()).toContain(text);

/** What the device keeps of anybody. */
export const onDevice = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("desk:")));
