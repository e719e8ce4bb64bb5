import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { chromium } from "@playwright/test";
import { ROOT } from "../support/atlas.mjs";
import { launchOptions } from "../support/browser.mjs";
import { LIMITS, verdict } from "./limits.mjs";

/**
 * One measure.
 * @typedef {{ id: string, value: number, limit?: number, note: string }} Result
 * `id` names a row of limits.mjs; `limit` is the best that this machine gave in this run for the least that can be asked.
 */

/** What the figures were measured on. @returns {Promise<string>} */
export async function machine() {
  const said = (command, ...words) => {
    try {
      return execFileSync(command, words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "unknown";
    }
  };
  const browser = await chromium.launch(launchOptions);
  const version = browser.version();
  await browser.close();
  const cores = cpus();
  return [
    `${cores.length} cores (${cores[0]?.model.trim() || "model unknown"})`,
    `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    `Linux ${release()}`,
    `Chromium ${version}`,
    said("rustc", "--version").replace(/ \(.*/, ""),
    `commit ${said("git", "rev-parse", "--short", "HEAD")}${said("git", "status", "--porcelain") === "" ? "" : " with changes"}`,
  ].join(", ");
}

/** Prints the results as a table in Markdown. @param {Result[]} results @returns {boolean} whether every must is kept */
export function print(results) {
  const number = (value) => {
    if (!Number.isFinite(value)) return "not reached";
    return Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0);
  };
  const withUnit = (value, unit) => (unit && Number.isFinite(value) ? `${number(value)} ${unit}` : number(value));
  const rows = results.map(({ id, value, limit, note }) => {
    const { what, unit, must, aim, better } = LIMITS[id];
    const sign = better === "less" ? "≤" : "≥";
    const bound = (value) => (value === 0 ? "0" : `${sign} ${withUnit(value, unit)}`);
    return [
      what,
      withUnit(value, unit),
      bound(must),
      bound(aim),
      limit === undefined ? "" : withUnit(limit, unit),
      verdict(LIMITS[id], value),
      note,
    ];
  });
  const table = [["measure", "measured", "must", "aim", "limit, same run", "reached", "details"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  table.forEach((row, index) => {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);
    if (index === 0) console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  });
  return results.every(({ id, value }) => verdict(LIMITS[id], value) !== "MISSED");
}
