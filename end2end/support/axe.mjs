import { AxeBuilder } from "@axe-core/playwright";

/**
 * What axe finds against WCAG 2.2 A and AA.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ rule: string, help: string, places: string[] }[]>} one per broken rule; empty is what is wanted
 */
export async function axeFindings(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return violations.map(({ id, help, nodes }) => ({ rule: id, help, places: nodes.map((node) => node.target.join(" ")) }));
}
