// (m) From the moment an official's approval is sent until everybody sees the new text: the public page is asked for again and
// again meanwhile.
import { startAtlas } from "../support/atlas.mjs";
import { setTimeout as sleep } from "node:timers/promises";
import { OFFICIAL, PARTNER, PROJECTS, Person } from "./person.mjs";
import { spread } from "./statistics.mjs";

const ROUNDS = 20;
/** What it may take before the round counts as failed. */
const PATIENCE_MS = 10_000;

/** @param {object} database with the Huaning data @returns {Promise<import("./report.mjs").Result[]>} */
export async function approvals(database) {
  const atlas = await startAtlas(database);
  try {
    const partner = await Person.join(atlas, database, "partner", PARTNER);
    const official = await Person.join(atlas, database, "official", OFFICIAL);
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const project = PROJECTS[round % PROJECTS.length];
      // Nobody is signed in who reads, so the page may come from what is kept of it.
      const page = `${atlas.url}/en/${project}`;
      const text = `theme ${round} seen`;
      const form = await partner.begin(project);
      await partner.save(form, "theme", text, `round-${round}`);
      await partner.send(`/en/desk/draft/${form.draft}`, { do: "send", reason: "To be measured" });
      // A page may begin a theme with a capital letter.
      const isVisible = async () => (await (await fetch(page)).text()).toLowerCase().includes(text);
      if (await isVisible()) throw new Error(`${page} shows a text before it is approved`);

      const since = performance.now();
      const approved = official.send(`/en/desk/review/${form.draft}`, { do: "approve", reason: "" });
      let refused;
      approved.catch((error) => (refused = error));
      while (!(await isVisible())) {
        if (refused) throw refused;
        if (performance.now() - since > PATIENCE_MS) throw new Error(`${page} does not show what was approved`);
        await sleep(1);
      }
      times.push(performance.now() - since);
      await approved;
    }
    return [{ id: "approval", value: Math.max(...times), note: `${spread(times, 0)} ms in ${ROUNDS} approvals; the value is the slowest` }];
  } finally {
    await atlas.stop();
  }
}
