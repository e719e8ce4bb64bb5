// A PostgreSQL server of our own: in a temporary folder, on a socket inside it, with everything on that keeps an acknowledged
// commit through a crash. server/tests/all/common/postgres.rs does the same for the tests in Rust, without that.
import { execFile, spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, chown, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
/** What a server may take to be ready, also after a crash, before it counts as dead. */
const READY_WITHIN_MS = 60_000;
const USER = "atlas";
const DATABASE = "postgres";

/** A program of PostgreSQL: on PATH, or the newest of those where Debian puts them. @param {string} name */
export async function postgresProgram(name) {
  const debian = "/usr/lib/postgresql";
  const versions = await readdir(debian).catch(() => []);
  versions.sort((a, b) => Number(b) - Number(a));
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...versions.map((version) => join(debian, version, "bin"))];
  for (const folder of folders) {
    const file = join(folder, name);
    if (await access(file, constants.X_OK).then(() => true, () => false)) return file;
  }
  throw new Error(`${name} is not installed; ".ci/setup bench" installs PostgreSQL`);
}

/** Whom the server runs as: it refuses to be root. */
async function otherUser() {
  if (process.getuid() !== 0) return {};
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!found) throw new Error("PostgreSQL refuses to run as root, and there is no user postgres or nobody");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/**
 * Makes a server and starts it.
 * @returns {Promise<{ url: string, words: string[], crash: () => Promise<void>, start: () => Promise<void>, remove: () => Promise<void> }>}
 * `words` tell PostgreSQL's own programs where it is; `crash` kills the server, `start` starts it again.
 */
export async function freshPostgres() {
  const user = await otherUser();
  const folder = await mkdtemp(join(tmpdir(), "tongxin-atlas-postgres-"));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o755);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder };
  await run(await postgresProgram("initdb"), [`--username=${USER}`, "--auth=trust", "--encoding=UTF8", "--locale=C", "-D", data], options);
  const program = await postgresProgram("postgres");
  let server;
  let ended;

  const attempt = async (until) => {
    let said = "";
    server = spawn(program, ["-D", data, "-k", folder, "-c", "listen_addresses="], { ...options, stdio: ["ignore", "ignore", "pipe"] });
    server.stderr.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
    ended = new Promise((done) => server.once("exit", done));
    while (server.exitCode === null && performance.now() < until) {
      // The server writes "ready" into the last line of its lock file. One that was killed has left such a file, too.
      const lock = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
      if (lock[0] === String(server.pid) && lock[7]?.startsWith("ready")) return undefined;
      await sleep(5);
    }
    return said;
  };
  const start = async () => {
    const until = performance.now() + READY_WITHIN_MS;
    // Its processes outlive a killed server for a moment, and as long as they do it is not started again.
    for (let said; (said = await attempt(until)) !== undefined; await sleep(20)) {
      if (performance.now() > until) {
        server.kill("SIGKILL");
        throw new Error(`postgres was not ready after ${READY_WITHIN_MS} ms:\n${said}`);
      }
    }
  };
  const crash = async () => {
    server.kill("SIGKILL");
    await ended;
  };
  const remove = async () => {
    // SIGINT lets it end its own processes.
    server.kill("SIGINT");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await start();
  return { url: `postgres:///${DATABASE}?user=${USER}&host=${folder}`, words: ["-h", folder, "-U", USER, DATABASE], crash, start, remove };
}
