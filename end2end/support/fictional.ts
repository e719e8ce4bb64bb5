// A server with a fictional programme of many sites, one for each worker.
import { freshDatabase, startAtlas } from "./atlas.mjs";
import { test as base } from "./fixtures";

export const SITES = 600;

export const test = base.extend<object, { fictionalUrl: string }>({
  fictionalUrl: [
    async ({}, use) => {
      const database = await freshDatabase({ fictionalSites: SITES, seed: 7 });
      const atlas = await startAtlas(database);
      await use(atlas.url);
      await atlas.stop();
      await database.remove();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ fictionalUrl }, use) => use(fictionalUrl),
});
