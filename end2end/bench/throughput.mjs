// (d) How many visitors at once: the anonymous overview beside the bare /healthz, in turns.
import { median } from "./statistics.mjs";
import { wrk } from "./wrk.mjs";

const TURNS = 3;
const LOAD = { connections: 64, threads: 2, seconds: 6 };

/** @param {{ url: string }} atlas @returns {Promise<import("./report.mjs").Result[]>} */
export async function throughput({ url }) {
  await wrk(`${url}/zh/`, { ...LOAD, seconds: 2 });
  const bare = [];
  const page = [];
  let slowest = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push((await wrk(`${url}/healthz`, LOAD)).perSecond);
    const answer = await wrk(`${url}/zh/`, LOAD);
    page.push(answer.perSecond);
    slowest = Math.max(slowest, answer.p99);
  }
  const shares = page.map((perSecond, turn) => perSecond / bare[turn]);
  const rate = (values) => Math.round(median(values)).toLocaleString("en");
  return [
    {
      id: "share",
      value: median(shares),
      limit: 1,
      note: `${rate(page)} of ${rate(bare)} requests/s, p99 of the page ${slowest.toFixed(1)} ms`,
    },
  ];
}
