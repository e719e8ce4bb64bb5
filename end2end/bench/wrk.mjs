import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a browser says that it can read. */
const ENCODINGS = "Accept-Encoding: gzip, deflate, br, zstd";

/**
 * Runs wrk and reads what it says.
 * @param {string} url
 * @param {{ connections: number, threads?: number, seconds: number, script?: string, words?: string[] }} options
 * @returns {Promise<{ perSecond: number, p50: number, p99: number, bytes: number }>} latencies in ms, bytes per answer
 */
export async function wrk(url, { connections, threads = 1, seconds, script, words = [] }) {
  const flags = [`-t${threads}`, `-c${connections}`, `-d${seconds}s`, "--latency", "-H", ENCODINGS];
  if (script) flags.push("-s", script);
  const { stdout } = await run("wrk", [...flags, url, ...(words.length ? ["--", ...words] : [])]);
  const trouble = stdout.match(/Non-2xx.*|Socket errors.*/);
  if (trouble) throw new Error(`${url}: ${trouble[0].trim()}`);
  const number = (pattern) => {
    const found = stdout.match(pattern);
    if (!found) throw new Error(`wrk said nothing like ${pattern}:\n${stdout}`);
    return Number(found[1]) * ({ us: 1e-3, ms: 1, s: 1e3 }[found[2]] ?? 1);
  };
  const [, requests] = stdout.match(/(\d+) requests in/);
  const [, volume, unit] = stdout.match(/requests in [^,]+, ([\d.]+)(B|KB|MB|GB) read/);
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50: number(/50%\s+([\d.]+)(us|ms|s)/),
    p99: number(/99%\s+([\d.]+)(us|ms|s)/),
    bytes: (Number(volume) * { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[unit]) / Number(requests),
  };
}
