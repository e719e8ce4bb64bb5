// (g) A long list as a file: how long until its last byte, and how much memory the server takes meanwhile.
import { readFile, writeFile } from "node:fs/promises";
import { median, spread } from "./statistics.mjs";

const RUNS = 3;

/** Resident memory and its peak since the last look, in MB (10^6 bytes). */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const of = (name) => (Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m"))[1]) * 1024) / 1e6;
  return { now: of("VmRSS"), peak: of("VmHWM") };
}

/** Reads an answer to its end without keeping it. @returns {Promise<number>} how many bytes came */
async function drain(url) {
  const response = await fetch(url, { headers: { "accept-encoding": "identity" } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  let bytes = 0;
  for await (const piece of response.body) bytes += piece.length;
  return bytes;
}

/** One file: seconds to its last byte, its length, and the peak over what was resident before, in MB. */
async function once({ url, pid }, format) {
  // Sets the peak back to what is resident now.
  await writeFile(`/proc/${pid}/clear_refs`, "5");
  const before = await memory(pid);
  const begun = performance.now();
  const bytes = await drain(`${url}/zh/export/sites.${format}`);
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, bytes, extra: (await memory(pid)).peak - before.now };
}

/** @param {{ url: string, pid: number }} atlas with 100,000 fictional sites @returns {Promise<import("./report.mjs").Result[]>} */
export async function exports(atlas) {
  const results = [];
  for (const [format, name] of [["csv", "exportCsv"], ["xlsx", "exportXlsx"]]) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await once(atlas, format));
    const seconds = runs.map((run) => run.seconds);
    const size = `${(runs[0].bytes / 1e6).toFixed(1)} MB`;
    results.push({ id: name, value: median(seconds), note: `${spread(seconds, 2)} s in ${RUNS} runs, ${size}` });
    // The first run takes room that later ones find again, so the greatest counts.
    results.push({ id: `${name}Memory`, value: Math.max(...runs.map((run) => run.extra)), note: "peak over what was resident before" });
  }
  return results;
}
