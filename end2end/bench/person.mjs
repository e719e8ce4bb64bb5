// Somebody who is signed in at the desk, and asks by HTTP what a browser would.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { BINARY, ROOT } from "../support/atlas.mjs";

const run = promisify(execFile);

/** What makes a partner who may change the projects below. */
export const PARTNER = ["--role", "partner", "--organisation", "fic-yunnan"];
/** What makes an official who decides on them. */
export const OFFICIAL = ["--role", "official", "--division", "huaning-county"];
/** Projects that the partner's organisation takes part in. */
export const PROJECTS = [
  "project/panxi-tongxin-square-project",
  "project/afa-road-transformation",
  "project/puchazhai-square-lighting",
  "project/panxi-national-unity-zone-project",
];

export class Person {
  /** Where the server is now. @type {string} */
  url;
  /** The header that says who asks. @type {string} */
  cookie;

  constructor(url, cookie) {
    this.url = url;
    this.cookie = cookie;
  }

  /**
   * Makes an account and signs it in with its invitation.
   * @param {{ url: string }} atlas @param {{ environment: Record<string, string> }} database
   * @param {string} login @param {string[]} words role and place, such as PARTNER
   */
  static async join({ url }, { environment }, login, words) {
    const add = ["user", "add", "--login", login, "--name", `The ${login}`, ...words];
    const { stdout } = await run(BINARY, add, { cwd: ROOT, env: environment });
    const link = stdout.match(/\/zh\/desk\/link\/\S+/)?.[0];
    if (!link) throw new Error(`atlas user add ${login} printed no link: ${stdout}`);
    const person = new Person(url, "");
    const answer = await person.#ask(link, { method: "POST" }, 303);
    person.cookie = answer.headers.get("set-cookie").split(";")[0];
    return person;
  }

  /** @param {string} path @param {RequestInit} how @param {number} expected the status that is no error */
  async #ask(path, how, expected) {
    const headers = { accept: "text/html", cookie: this.cookie };
    const answer = await fetch(this.url + path, { redirect: "manual", ...how, headers });
    if (answer.status !== expected) {
      throw new UnexpectedStatus(`${how.method ?? "GET"} ${path} answered ${answer.status}: ${(await answer.text()).slice(-2_000)}`);
    }
    return answer;
  }

  /** The page at a path. @returns {Promise<string>} */
  async read(path) {
    return (await this.#ask(path, {}, 200)).text();
  }

  /** Sends a form. @param {string} path @param {Record<string, string>} fields @returns {Promise<string>} where it leads */
  async send(path, fields) {
    const answer = await this.#ask(path, { method: "POST", body: new URLSearchParams(fields) }, 303);
    await answer.arrayBuffer();
    return answer.headers.get("location");
  }

  /** Begins a change of an entry. @returns {Promise<{ page: string, draft: string, entry: string }>} its form */
  async begin(entry) {
    const key = (await this.read("/en/desk")).match(/name="key" value="([^"]+)"/)?.[1];
    if (!key) throw new Error("the desk has no entry to begin with");
    const page = await this.send("/en/desk", { key, entry });
    return { page, draft: page.split("/")[4], entry };
  }

  /** Saves one control, as the script of the form does. Returns once the server has said that it has the text. */
  async save({ draft, entry }, field, raw, key) {
    const body = new URLSearchParams({ draft, entry, field, raw, key });
    const { saved_at } = await (await this.#ask("/api/desk/draft", { method: "POST", body }, 200)).json();
    if (!Number.isInteger(saved_at)) throw new UnexpectedStatus(`a text was answered with 200, and not as saved`);
  }
}

/** An answer came, and not the right one; other failures are of the connection. */
export class UnexpectedStatus extends Error {}
