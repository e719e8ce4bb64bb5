// (f) From nothing to the first answer, and the memory that it takes.
import { readFile } from "node:fs/promises";
import { startAtlas } from "../support/atlas.mjs";
import { median, spread } from "./statistics.mjs";

const STARTS = 7;

/** Resident memory of a process in MB (10^6 bytes). */
async function resident(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(status.match(/^VmRSS:\s+(\d+) kB$/m)[1]) * 1024) / 1e6;
}

/** @param {object} database with the Huaning data @returns {Promise<import("./report.mjs").Result[]>} */
export async function startAndMemory(database) {
  const ready = [];
  const fresh = [];
  const used = [];
  for (let start = 0; start < STARTS; start += 1) {
    const atlas = await startAtlas(database);
    ready.push(atlas.readyAfterMs / 1000);
    fresh.push(await resident(atlas.pid));
    for (const path of ["/zh/", "/en/"]) await (await fetch(atlas.url + path)).arrayBuffer();
    used.push(await resident(atlas.pid));
    await atlas.stop();
  }
  return [
    { id: "ready", value: median(ready), note: `${spread(ready, 3)} s in ${STARTS} starts` },
    { id: "memory", value: median(used), note: `${spread(fresh, 1)} MB before the first page` },
  ];
}
