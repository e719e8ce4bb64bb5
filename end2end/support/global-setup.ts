import { freshDatabase, startAtlas } from "./atlas.mjs";

/** One server with the Huaning data for all specs; they only read. Returns what ends it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const database = await freshDatabase();
  const atlas = await startAtlas(database);
  process.env.ATLAS_URL = atlas.url;
  return async () => {
    await atlas.stop();
    await database.remove();
  };
}
