// (l) Many people type at once: what a save takes, beside one synced commit of a bare database on the same disk, in turns.
import { fileURLToPath } from "node:url";
import { startAtlas } from "../support/atlas.mjs";
import { PARTNER, PROJECTS, Person } from "./person.mjs";
import { median, spread } from "./statistics.mjs";
import { wrk } from "./wrk.mjs";

const SCRIPT = fileURLToPath(new URL("drafts.lua", import.meta.url));
const TURNS = 3;
const CONNECTIONS = 32;
const SECONDS = 5;

/**
 * @param {"draftSqlite" | "draftPostgres"} id
 * @param {{ environment: Record<string, string> }} database with the Huaning data
 * @param {() => Promise<number>} commit what one synced commit of the same engine takes, in ms
 * @returns {Promise<import("./report.mjs").Result[]>}
 */
export async function draftSaves(id, database, commit) {
  const atlas = await startAtlas(database);
  try {
    const people = [];
    for (const [number, project] of PROJECTS.entries()) {
      const person = await Person.join(atlas, database, `partner-${number}`, PARTNER);
      const { draft, entry } = await person.begin(project);
      people.push(person.cookie, draft, entry);
    }
    const load = (name, seconds) =>
      wrk(atlas.url, { connections: CONNECTIONS, threads: 2, seconds, script: SCRIPT, words: [name, ...people] });
    await load("warm", 1);
    const commits = [];
    const saves = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      commits.push(await commit());
      saves.push(await load(`turn${turn}`, SECONDS));
    }
    const rate = Math.round(median(saves.map(({ perSecond }) => perSecond))).toLocaleString("en");
    const p99 = spread(saves.map((save) => save.p99), 1);
    return [
      {
        id,
        value: median(saves.map((save, turn) => save.p99 / commits[turn])),
        limit: 1,
        note: `p99 ${p99} ms at ${rate} saves/s by ${PROJECTS.length} people; a commit of a bare database, one connection: ${spread(commits, 2)} ms`,
      },
    ];
  } finally {
    await atlas.stop();
  }
}
