// What one small synced commit takes on this machine, on a bare database of either engine: the least that a save can take.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { postgresProgram } from "../support/postgres.mjs";
import { median } from "./statistics.mjs";

const run = promisify(execFile);
const COMMITS = 200;
const SCRIPT = fileURLToPath(new URL("commit.py", import.meta.url));

/** The median of some commits into a file of its own in a folder, in ms. @param {string} folder */
export async function sqliteCommit(folder) {
  const { stdout } = await run("python3", [SCRIPT, join(folder, "bare.db"), String(COMMITS)]);
  return median(stdout.trim().split("\n").map(Number));
}

/** The median of some commits into a table of its own, over one connection, in ms. @param {string[]} words where the server is */
export async function postgresCommit(folder, words) {
  const own = await mkdtemp(join(folder, "pgbench-"));
  const pgbench = async (name, script, ...flags) => {
    await writeFile(join(own, name), script);
    await run(await postgresProgram("pgbench"), ["--no-vacuum", "--file", name, ...flags, ...words], { cwd: own });
  };
  const table = "bench_commit";
  await pgbench("make.sql", `CREATE TABLE ${table} (id BIGINT PRIMARY KEY, text TEXT NOT NULL);\nINSERT INTO ${table} VALUES (1, '');\n`, "--transactions=1");
  await pgbench("commit.sql", `UPDATE ${table} SET text = 'text ' || random() WHERE id = 1;\n`, "--log", `--transactions=${COMMITS}`);
  await pgbench("drop.sql", `DROP TABLE ${table};\n`, "--transactions=1");
  const log = (await readdir(own)).find((name) => name.startsWith("pgbench_log."));
  // One line per transaction; the third word is its time in microseconds.
  const lines = (await readFile(join(own, log), "utf8")).trim().split("\n");
  await rm(own, { recursive: true });
  return median(lines.map((line) => Number(line.split(" ")[2]) / 1_000));
}
