// (h) All parts of an answer at once, and the search, in a programme of many sites, over HTTP. Every question has another part
// of the earth or other words, so that no answer can have been kept; counts and totals, which do not depend on where the map
// is, are kept for a set of filters, of which the questions have three dozen.
import { fileURLToPath } from "node:url";
import { extent } from "./many-sites.mjs";
import { wrk } from "./wrk.mjs";

const VIEW = fileURLToPath(new URL("view.lua", import.meta.url));
const SEARCH = fileURLToPath(new URL("search.lua", import.meta.url));
const LOAD = { connections: 8, seconds: 8 };
/** Marks, list, facets and totals: what a change of filters asks for. */
const QUESTION = "/api/overview?language=zh&query=z%3D{zoom}{filters}&bounds={bounds}&change=filters";

async function everything({ url }, id) {
  const where = await extent(url);
  await wrk(url, { ...LOAD, seconds: 2, script: VIEW, words: [QUESTION, ...where] });
  const answer = await wrk(url, { ...LOAD, script: VIEW, words: [QUESTION, ...where] });
  return { id, value: answer.p50, note: `p99 ${answer.p99.toFixed(1)} ms, ${Math.round(answer.perSecond)} answers/s of ${Math.round(answer.bytes)} B` };
}

/** @param {{ url: string }} atlas with 15,000 fictional sites @returns {Promise<import("./report.mjs").Result[]>} */
export const everythingAtMany = async (atlas) => [await everything(atlas, "everythingMany")];

/** @param {{ url: string }} atlas with 100,000 fictional sites @returns {Promise<import("./report.mjs").Result[]>} */
export async function everythingAtMost(atlas) {
  const all = await everything(atlas, "everythingMost");
  const search = await wrk(atlas.url, { connections: 1, seconds: 6, script: SEARCH, words: [] });
  return [all, { id: "search", value: search.p50, note: `p99 ${search.p99.toFixed(1)} ms, one connection, marks and list with it` }];
}
