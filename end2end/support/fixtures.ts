import { expect, test as base, type Page } from "@playwright/test";
import { axeFindings } from "./axe.mjs";

type Options = {
  /** Problems that a test brings about on purpose, such as the 404 that it asks for. */
  expectedProblems: RegExp[];
};

/**
 * Playwright's `test` with a page that must stay clean: nothing in the console, no script error, no failed request, nothing
 * from another host. What is found fails the test at its end.
 */
export const test = base.extend<Options>({
  expectedProblems: [[], { option: true }],

  // Every worker inherits the address from the global setup.
  baseURL: async ({}, use) => {
    const url = process.env.ATLAS_URL;
    if (!url) throw new Error("ATLAS_URL is not set: the global setup has not run");
    await use(url);
  },

  page: async ({ page, baseURL, expectedProblems }, use) => {
    const problems = watch(page, new URL(baseURL!).host);
    await use(page);
    const unexpected = problems.filter((problem) => !expectedProblems.some((pattern) => pattern.test(problem)));
    expect(unexpected, "console, script errors, failed requests and foreign hosts").toEqual([]);
  },
});

function watch(page: Page, ownHost: string): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== ownHost) problems.push(`another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "unknown";
    // A question that is overtaken by the next one, or by leaving the page, is given up on purpose.
    if (reason !== "net::ERR_ABORTED") problems.push(`failed request (${reason}): ${request.url()}`);
  });
  return problems;
}

/** Fails with every finding of axe, each with its rule and its places. */
export async function expectNoAxeFindings(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
}

export { expect };
