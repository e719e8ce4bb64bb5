// `make bench`: measures the release binary and prints each figure beside what it must reach. Ends with 1 when a must is
// missed. Words choose parts: `node bench/run.mjs start bytes`.
import { freshDatabase, startAtlas } from "../support/atlas.mjs";
import { freshPostgres } from "../support/postgres.mjs";
import { approvals } from "./approval.mjs";
import { accessibility } from "./axe.mjs";
import { backups } from "./backup.mjs";
import { firstViewBytes } from "./bytes.mjs";
import { filterChange } from "./filters.mjs";
import { postgresCommit, sqliteCommit } from "./commit.mjs";
import { crashes } from "./crash.mjs";
import { draftSaves } from "./drafts.mjs";
import { everythingAtMany, everythingAtMost } from "./everything.mjs";
import { exports } from "./exports.mjs";
import { manySites } from "./many-sites.mjs";
import { machine, print } from "./report.mjs";
import { slowLine } from "./slow-line.mjs";
import { startAndMemory } from "./start.mjs";
import { throughput } from "./throughput.mjs";

/** Gives the work a server with a database of its own, and takes both away afterwards. */
async function served(content, work) {
  const database = await freshDatabase(content);
  try {
    const atlas = await startAtlas(database);
    try {
      return await work(atlas);
    } finally {
      await atlas.stop();
    }
  } finally {
    await database.remove();
  }
}

async function unserved(work) {
  const database = await freshDatabase();
  try {
    return await work(database);
  } finally {
    await database.remove();
  }
}

/** The same on PostgreSQL, with a server of its own. */
async function onPostgres(work) {
  const postgres = await freshPostgres();
  try {
    const database = await freshDatabase({ url: postgres.url });
    try {
      return await work(database, postgres);
    } finally {
      await database.remove();
    }
  } finally {
    await postgres.remove();
  }
}

/** Several measures of one server, one after the other. */
const both = async (atlas, ...measures) => {
  const results = [];
  for (const measure of measures) results.push(...(await measure(atlas)));
  return results;
};

const PARTS = {
  bytes: ["bytes of the first view", () => served({}, firstViewBytes)],
  line: ["a phone on a weak line (1 min)", () => served({}, slowLine)],
  throughput: ["64 connections (40 s)", () => served({}, throughput)],
  sites: ["15,000 fictional sites (30 s)", () => served({ fictionalSites: 15_000, seed: 1 }, (atlas) => both(atlas, manySites, everythingAtMany))],
  filters: ["filters at 400 sites (30 s)", () => served({ fictionalSites: 400, seed: 1 }, filterChange)],
  exports: ["100,000 sites: answers, search, files (4 min)", () => served({ fictionalSites: 100_000, seed: 1 }, (atlas) => both(atlas, everythingAtMost, exports))],
  start: ["starts and memory", () => unserved(startAndMemory)],
  backup: ["backups while others write (30 s)", () => unserved(backups)],
  crash: ["kill -9 under write load, SQLite (1 min)", () => unserved((database) => crashes("crashSqlite", database))],
  "crash-postgres": ["the same, PostgreSQL (2 min)", () => onPostgres((database, postgres) => crashes("crashPostgres", database, postgres))],
  drafts: [
    "draft saves at 32 connections, SQLite (30 s)",
    () => unserved((database) => draftSaves("draftSqlite", database, () => sqliteCommit(database.folder))),
  ],
  "drafts-postgres": [
    "the same, PostgreSQL (30 s)",
    () => onPostgres((database, { words }) => draftSaves("draftPostgres", database, () => postgresCommit(database.folder, words))),
  ],
  approval: ["approvals", () => unserved(approvals)],
  axe: ["accessibility (1 min)", () => served({}, accessibility)],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((part) => !(part in PARTS));
if (unknown) {
  console.error(`There is no part "${unknown}". Parts: ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}

const results = [];
const failures = [];
for (const [part, [title, measure]] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  console.log(`[bench] ${title}`);
  try {
    results.push(...(await measure()));
  } catch (error) {
    // The other parts still have something to say.
    failures.push(`${part}: ${error.message}`);
  }
}
console.log(`\nMeasured on ${await machine()}\n`);
const kept = print(results);
for (const failure of failures) console.error(`\n[bench] could not be measured: ${failure}`);
process.exitCode = kept && failures.length === 0 ? 0 : 1;
