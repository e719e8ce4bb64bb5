// Starts the real binary on a free port with a database of its own, for the browser tests and the benchmarks.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The root of the clone: the binary looks for its site files from there. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The release binary, or the one that ATLAS_BINARY names. */
export const BINARY = resolve(
  process.env.ATLAS_BINARY ?? join(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "release", "atlas"),
);

/** The site's files, or those that ATLAS_SITE_ROOT names. */
const SITE_ROOT = resolve(process.env.ATLAS_SITE_ROOT ?? join(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "site"));

/** What a server may take to be ready before it counts as dead. No test waits this long. */
const READY_WITHIN_MS = 30_000;
/** What a server may take to stop: the drain of 5 s, and some more on a busy machine. */
const STOP_WITHIN_MS = 10_000;

/** @returns {Promise<number>} a port that was free a moment ago */
async function freePort() {
  const server = createServer();
  await new Promise((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * A database in a folder of its own, loaded with the Huaning data or with a fictional programme; `url` names an empty one on
 * a server of PostgreSQL instead.
 * @param {{ fictionalSites?: number, seed?: number, url?: string }} [content]
 * @returns {Promise<{ folder: string, environment: Record<string, string>, remove: () => Promise<void> }>}
 */
export async function freshDatabase({ fictionalSites, seed = 1, url } = {}) {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing. Build it with: make run`);
  const folder = await mkdtemp(join(tmpdir(), "tongxin-atlas-"));
  const environment = {
    ...process.env,
    ATLAS_DATA_DIR: folder,
    ATLAS_DATABASE_URL: url ?? `sqlite:${join(folder, "atlas.db")}`,
    ATLAS_LOG: process.env.ATLAS_LOG ?? "warn",
  };
  const atlas = (...words) => run(BINARY, words, { cwd: ROOT, env: environment });
  if (fictionalSites === undefined) {
    await atlas("seed");
  } else {
    const file = join(folder, "fictional.json");
    await atlas("generate", "--sites", String(fictionalSites), "--seed", String(seed), "--output", file);
    await atlas("import", file);
  }
  return { folder, environment, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * The site's files as another build of the same program would leave them: one file of `pkg` says the name of the folder, so that
 * browsers know the build by another name.
 * @param {string} folder a folder that does not exist yet
 */
export async function anotherBuild(folder) {
  await cp(SITE_ROOT, folder, { recursive: true });
  const script = join(folder, "pkg", "tongxin-atlas.js");
  await appendFile(script, `\n// ${basename(folder)}\n`);
  // The compressed forms would still say what the file before said.
  for (const ending of ["br", "gz"]) await rm(`${script}.${ending}`, { force: true });
}

/**
 * Starts `atlas serve` and waits until it is ready.
 * @param {{ environment: Record<string, string> }} database
 * @param {{ port?: number, siteRoot?: string }} [how] the port, by default a free one; other files of the site
 * @returns {Promise<{ url: string, pid: number, readyAfterMs: number, stop: () => Promise<void>, kill: () => Promise<void> }>}
 * `kill` ends it as a power cut would: at once, in the middle of whatever it does.
 */
export async function startAtlas({ environment }, { port, siteRoot } = {}) {
  port ??= await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(BINARY, ["serve"], {
    cwd: ROOT,
    env: { ...environment, ATLAS_LISTEN: `127.0.0.1:${port}`, ...(siteRoot && { ATLAS_SITE_ROOT: siteRoot }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const keep = (chunk) => (said = (said + chunk).slice(-4_000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(signal ?? code)));
  let end;
  ended.then((how) => (end = { how }));

  while (!(await isReady(url))) {
    if (end) throw new Error(`atlas serve ended with ${end.how}:\n${said}`);
    if (performance.now() - begun > READY_WITHIN_MS) {
      child.kill("SIGKILL");
      throw new Error(`atlas serve was not ready after ${READY_WITHIN_MS} ms:\n${said}`);
    }
    await sleep(2);
  }
  const readyAfterMs = performance.now() - begun;

  const stop = async () => {
    child.kill("SIGTERM");
    const how = await Promise.race([ended, sleep(STOP_WITHIN_MS, "not at all", { ref: false })]);
    if (how === "not at all") child.kill("SIGKILL");
    if (how !== 0) throw new Error(`atlas serve should stop with 0 when told to, and stopped with ${how}:\n${said}`);
  };
  const kill = async () => {
    child.kill("SIGKILL");
    const how = await ended;
    if (how !== "SIGKILL") throw new Error(`atlas serve ended by itself before it was killed, with ${how}:\n${said}`);
  };
  return { url, pid: child.pid, readyAfterMs, stop, kill };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
