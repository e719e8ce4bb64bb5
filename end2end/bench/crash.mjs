// (k) `kill -9` under write load: partners save what they type while the server is killed at any moment. After the next start
// the form has in every control the text that was acknowledged last, or a later one that was on its way.
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { BINARY, ROOT, startAtlas } from "../support/atlas.mjs";
import { PARTNER, PROJECTS, Person, UnexpectedStatus } from "./person.mjs";
import { spread } from "./statistics.mjs";

const run = promisify(execFile);
const CRASHES = Number(process.env.ATLAS_BENCH_CRASHES ?? 100);
/** The server is killed so long after the writing began. */
const WRITING_MS = { least: 20, most: 250 };
/** The server of PostgreSQL is killed together with ours every so many times. */
const POSTGRES_EVERY = 10;
/** What is typed in each form. */
const CONTROLS = ["name.zh", "name.en", "theme", "stated_amount.number", "start", "end"];
/** How many of them one connection saves, in turn; no other saves them, so that there is one order of their texts. */
const PER_CONNECTION = 2;

/** @typedef {{ form: { page: string, draft: string, entry: string }, name: string, sent: number, acknowledged: number }} Control */

/**
 * @param {"crashSqlite" | "crashPostgres"} id
 * @param {{ environment: Record<string, string> }} database with the Huaning data
 * @param {{ crash: () => Promise<void>, start: () => Promise<void> }} [postgres] what the database is on
 * @returns {Promise<import("./report.mjs").Result[]>}
 */
export async function crashes(id, database, postgres) {
  let atlas = await startAtlas(database);
  try {
    const partner = await Person.join(atlas, database, "partner", PARTNER);
    const controls = await openForms(partner);
    let lost = 0;
    let together = 0;
    const ready = [];
    for (let crash = 1; crash <= CRASHES; crash += 1) {
      const both = postgres !== undefined && crash % POSTGRES_EVERY === 0;
      const load = writing(partner, controls);
      await sleep(WRITING_MS.least + Math.random() * (WRITING_MS.most - WRITING_MS.least));
      load.willBreak();
      await Promise.all([atlas.kill(), both && postgres.crash()]);
      await load.ended;
      if (both) {
        together += 1;
        await postgres.start();
      }
      atlas = await startAtlas(database);
      ready.push(atlas.readyAfterMs);
      partner.url = atlas.url;
      lost += await lostTexts(partner, controls);
    }
    // Looks at every row, revision and link of the audit chain, and fails where one is not sound.
    await run(BINARY, ["check"], { cwd: ROOT, env: database.environment });

    const writes = controls.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    await atlas.stop();
    const note = [
      `${CRASHES} crashes${together > 0 ? `, ${together} of them together with PostgreSQL` : ""}`,
      `${writes} acknowledged writes by ${controls.length / PER_CONNECTION} connections`,
      `ready again after ${spread(ready, 0)} ms`,
    ];
    return [{ id, value: lost, note: note.join(", ") }];
  } catch (error) {
    // Of the server it is known only that something is wrong.
    await atlas.kill().catch(() => {});
    throw error;
  }
}

/** Begins to change some entries. @returns {Promise<Control[]>} */
async function openForms(partner) {
  const controls = [];
  for (const project of PROJECTS) {
    const form = await partner.begin(project);
    controls.push(...CONTROLS.map((name) => ({ form, name, sent: 0, acknowledged: 0 })));
  }
  return controls;
}

/** Saves one text after the other on each connection, until all connections break. */
function writing(partner, controls) {
  let mayBreak = false;
  const connection = async (own) => {
    for (let turn = 0; ; turn += 1) {
      const control = own[turn % own.length];
      const number = (control.sent += 1);
      try {
        await partner.save(control.form, control.name, `text ${number}`, `${control.name}-${number}`);
      } catch (error) {
        // Until it is killed, the server takes every text; where PostgreSQL goes first, it may still say so.
        if (!mayBreak) throw error;
        if (!(error instanceof UnexpectedStatus)) return;
        continue;
      }
      control.acknowledged = number;
    }
  };
  const number = controls.length / PER_CONNECTION;
  const connections = Array.from({ length: number }, (_, at) => connection(controls.slice(at * PER_CONNECTION, (at + 1) * PER_CONNECTION)));
  const ended = Promise.all(connections);
  // Whoever waits for it is told; before that it is no reason to end the process.
  ended.catch(() => {});
  return { willBreak: () => (mayBreak = true), ended };
}

/** Looks in the forms for every text that was acknowledged. @returns {Promise<number>} how many writes are missing */
async function lostTexts(partner, controls) {
  let lost = 0;
  for (const { page, entry } of new Set(controls.map(({ form }) => form))) {
    const html = await partner.read(page);
    for (const { name, sent, acknowledged } of controls.filter(({ form }) => form.page === page)) {
      const input = html.match(new RegExp(`<input [^>]*\\bname="${name.replace(".", "\\.")}"[^>]*>`))?.[0];
      if (!input) throw new Error(`the form of ${entry} has no control ${name}`);
      const found = Number(input.match(/\bvalue="text (\d+)"/)?.[1] ?? 0);
      if (found > sent) throw new Error(`${entry}: text ${found} stands in ${name}, and only ${sent} were sent`);
      lost += Math.max(0, acknowledged - found);
    }
  }
  return lost;
}
