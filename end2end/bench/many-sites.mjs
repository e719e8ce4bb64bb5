// (e) A large programme: what the map asks when it is moved, with another part of the earth in every question, so that no
// answer can have been kept.
import { fileURLToPath } from "node:url";
import { wrk } from "./wrk.mjs";

const SCRIPT = fileURLToPath(new URL("view.lua", import.meta.url));
const SECONDS = 10;
const CONNECTIONS = 8;

/** Where the sites are, from the pins of the whole: west, south, east, north in degrees. */
export async function extent(url) {
  const whole = QUESTION.replace("{zoom}", "8").replace("{bounds}", "");
  const response = await fetch(url + whole);
  if (!response.ok) throw new Error(`${whole} answered ${response.status}: ${await response.text()}`);
  const { pins } = await response.json();
  if (!pins?.length) throw new Error("the first answer has no pins");
  const all = (what) => pins.map((pin) => pin[what]);
  return [Math.min(...all("lng")), Math.min(...all("lat")), Math.max(...all("lng")), Math.max(...all("lat"))].map(String);
}

/** The question of the map; ATLAS_BENCH_VIEW replaces it, with {zoom} and {bounds} in it. */
const QUESTION = process.env.ATLAS_BENCH_VIEW ?? "/api/overview?language=zh&query=z%3D{zoom}&bounds={bounds}&change=place";

/** @param {{ url: string }} atlas with 15,000 fictional sites @returns {Promise<import("./report.mjs").Result[]>} */
export async function manySites({ url }) {
  const words = [QUESTION, ...(await extent(url))];

  await wrk(url, { connections: CONNECTIONS, seconds: 2, script: SCRIPT, words });
  const bare = await wrk(`${url}/healthz`, { connections: CONNECTIONS, seconds: 3 });
  const view = await wrk(url, { connections: CONNECTIONS, seconds: SECONDS, script: SCRIPT, words });
  return [
    {
      id: "manySites",
      value: view.p50,
      limit: bare.p50,
      note: `p99 ${view.p99.toFixed(2)} ms, ${Math.round(view.perSecond).toLocaleString("en")} answers/s of ${Math.round(view.bytes)} B`,
    },
  ];
}
