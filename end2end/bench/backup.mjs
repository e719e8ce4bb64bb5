// (g) Backups while others write: every write that was acknowledged before a backup began is in the restored copy, and none
// is in it by half. The writers are programs of their own, each changing two records of its own with one import.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { BINARY, ROOT } from "../support/atlas.mjs";

const run = promisify(execFile);
const WRITERS = 4;
const WRITES_PER_SECOND = 50;
const BACKUPS = 10;
/** The time from the beginning of one backup to that of the next. */
const PAUSE_MS = 1_000;

/** @param {object} database with the Huaning data @returns {Promise<import("./report.mjs").Result[]>} */
export async function backups({ folder, environment }) {
  const atlas = (...words) => run(BINARY, words, { cwd: ROOT, env: environment, maxBuffer: 1 << 28 });
  const dataset = JSON.parse((await atlas("export")).stdout);
  const sites = dataset.sites.slice(0, 2 * WRITERS);
  /** By writer: the number of its last write that was acknowledged. */
  const acknowledged = Array(WRITERS).fill(0);
  let done = false;

  const writer = async (own) => {
    const file = join(folder, `writer-${own}.json`);
    const pair = sites.slice(2 * own, 2 * own + 2);
    for (let due = performance.now(); !done; ) {
      const number = acknowledged[own] + 1;
      const changed = pair.map((site) => ({ ...site, kind: `write ${number}` }));
      await writeFile(file, JSON.stringify({ format: dataset.format, version: dataset.version, sites: changed }));
      await atlas("import", file);
      acknowledged[own] = number;
      due += (1_000 * WRITERS) / WRITES_PER_SECOND;
      await sleep(Math.max(0, due - performance.now()));
    }
  };

  const begun = performance.now();
  const writers = Promise.all(Array.from({ length: WRITERS }, (_, own) => writer(own)));
  // A writer that fails ends the measure, and not the process.
  writers.catch(() => (done = true));
  const made = [];
  for (let number = 0; number < BACKUPS && !done; number += 1) {
    const least = [...acknowledged];
    const file = join(folder, `backup-${number}.gz`);
    const since = performance.now();
    await atlas("backup", file);
    made.push({ file, least, ms: performance.now() - since });
    await sleep(Math.max(0, PAUSE_MS - (performance.now() - since)));
  }
  done = true;
  await writers;
  const seconds = (performance.now() - begun) / 1_000;

  let lost = 0;
  let torn = 0;
  for (const { file, least } of made) {
    const copy = `${file}.db`;
    // Restoring looks at every row, revision and link of the audit chain, and fails where one is not sound.
    await run(BINARY, ["--database", `sqlite:${copy}`, "restore", file], { cwd: ROOT, env: environment });
    await run(BINARY, ["--database", `sqlite:${copy}`, "export", `${file}.json`], { cwd: ROOT, env: environment });
    const restored = new Map(JSON.parse(await readFile(`${file}.json`, "utf8")).sites.map((site) => [site.id, site.kind]));
    for (let own = 0; own < WRITERS; own += 1) {
      const [one, other] = sites.slice(2 * own, 2 * own + 2).map(({ id }) => restored.get(id));
      if (one !== other && least[own] > 0) torn += 1;
      const found = Number(one?.match(/^write (\d+)$/)?.[1] ?? 0);
      if (found < least[own]) lost += least[own] - found;
    }
  }
  const writes = acknowledged.reduce((sum, one) => sum + one, 0);
  const slowest = Math.max(...made.map(({ ms }) => ms));
  const note = `${writes} writes at ${(writes / seconds).toFixed(0)}/s by ${WRITERS} programs, ${made.length} backups, the slowest ${slowest.toFixed(0)} ms`;
  return [{ id: "backup", value: lost + torn, note }];
}
