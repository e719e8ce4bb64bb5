// What the program must reach and what it aims at. `limit` in a result is the best that the same machine gave in the same
// run for the least that could be asked: an almost empty page on the same line, the bare /healthz.

/** @typedef {{ what: string, unit: string, must: number, aim: number, better: "less" | "more" }} Limit */

/** @type {Record<string, Limit>} */
export const LIMITS = {
  firstView: { what: "overview: HTML and CSS of the first view, brotli", unit: "kB", must: 40, aim: 14.6, better: "less" },
  firstPin: { what: "slow line: first named, clickable pin on the screen", unit: "s", must: 2.5, aim: 1.3, better: "less" },
  liveMap: { what: "slow line: live Leaflet map with pins", unit: "s", must: 9, aim: 5, better: "less" },
  allBytes: { what: "all bytes until that map stands", unit: "kB", must: 360, aim: 250, better: "less" },
  otherHosts: { what: "requests to another host", unit: "", must: 0, aim: 0, better: "less" },
  share: { what: "overview at 64 connections, as a share of /healthz", unit: "", must: 0.25, aim: 0.5, better: "more" },
  manySites: { what: "marks + list at 15,000 fictional sites, 8 connections, p50", unit: "ms", must: 3, aim: 0.5, better: "less" },
  ready: { what: "Huaning: ready after start", unit: "s", must: 1, aim: 0.3, better: "less" },
  memory: { what: "Huaning: resident memory, after both overviews were served", unit: "MB", must: 100, aim: 50, better: "less" },
  backup: { what: "backup while 50 writes/s go on: lost or torn writes in the restored copy", unit: "", must: 0, aim: 0, better: "less" },
  crashSqlite: { what: "kill -9 under write load, 100 times, SQLite: acknowledged writes lost", unit: "", must: 0, aim: 0, better: "less" },
  crashPostgres: { what: "the same, PostgreSQL", unit: "", must: 0, aim: 0, better: "less" },
  draftSqlite: { what: "draft save at 32 connections, p99 in synced commits, SQLite", unit: "commits", must: 40, aim: 5, better: "less" },
  draftPostgres: { what: "the same, PostgreSQL", unit: "commits", must: 40, aim: 5, better: "less" },
  approval: { what: "approve → visible on the public page", unit: "ms", must: 1_000, aim: 100, better: "less" },
  everythingMany: { what: "marks + list + facets + totals at 15,000 fictional sites, 8 connections, p50", unit: "ms", must: 8, aim: 2, better: "less" },
  everythingMost: { what: "the same at 100,000", unit: "ms", must: 40, aim: 8, better: "less" },
  search: { what: "text search at 100,000 fictional sites, p50", unit: "ms", must: 8, aim: 1, better: "less" },
  filterChange: { what: "filter change at 400 sites, processor 4 times slower: to list and map, p95", unit: "ms", must: 150, aim: 50, better: "less" },
  exportCsv: { what: "100,000 rows as CSV, to the last byte", unit: "s", must: 4, aim: 1, better: "less" },
  exportCsvMemory: { what: "the same: peak extra memory", unit: "MB", must: 64, aim: 64, better: "less" },
  exportXlsx: { what: "100,000 rows as XLSX, to the last byte", unit: "s", must: 15, aim: 4, better: "less" },
  exportXlsxMemory: { what: "the same: peak extra memory", unit: "MB", must: 300, aim: 300, better: "less" },
  axe: { what: "axe findings: every page, both languages, light and dark", unit: "", must: 0, aim: 0, better: "less" },
};

/**
 * @param {Limit} limit
 * @param {number} value
 * @returns {"aim" | "must" | "MISSED"}
 */
export function verdict({ must, aim, better }, value) {
  const within = (bound) => (better === "less" ? value <= bound : value >= bound);
  return within(aim) ? "aim" : within(must) ? "must" : "MISSED";
}
