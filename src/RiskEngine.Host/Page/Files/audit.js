// The audit trail, the latest first, filtered where it is shown.

import { call } from "./api.js";
import { byId, clock, el, say, words } from "./dom.js";

const page = 500;
const shownFirst = 25;
const shownMore = 100;
const kept = 20_000;
const pagesAtOnce = 8;
const settle = 700;
const ofStrategies = /PrivateRequest|NonceLease|LeaseNonce/;
const decisions = new Set(["start", "stop", "command", "outcome", "engage", "trip", "reset", "passed-on", "learned", "lost"]);
const kinds = {
  decisions: (row) => decisions.has(row.kind) && !ofStrategies.test(`${row.what} ${row.result}`),
  requests: (row) => row.kind === "attempt" || row.kind === "answer" || ofStrategies.test(`${row.what} ${row.result}`),
  calls: (row) => row.kind === "call",
};

export class Audit {
  #rows = new Map();
  #first = Infinity;
  #shown = shownFirst;
  #last = 0;
  #pending = null;

  constructor() {
    byId("audit-kind").addEventListener("change", () => this.#render());
    byId("audit-filter").addEventListener("input", () => this.#render());
    byId("audit-older").addEventListener("click", () => this.#older());
  }

  /** Reads what is new, once for many reasons at once. */
  refresh() {
    this.#pending ??= setTimeout(async () => {
      this.#pending = null;
      let after = this.#last || -page;
      for (let i = 0; i < pagesAtOnce && after !== null; i++) after = await this.#load(after, page);
    }, settle);
  }

  async #older() {
    this.#shown += shownMore;
    const before = this.#first - 1;
    if (before > 0) await this.#load(Math.max(0, before - page), Math.min(page, before));
    else this.#render();
  }

  /** Reads one page; tells after which row to go on, or null. */
  async #load(after, limit) {
    try {
      const answer = await call("GET", `/api/audit?after=${after}&limit=${limit}`);
      for (const row of answer.rows) {
        this.#rows.set(row.number, row);
        this.#first = Math.min(this.#first, row.number);
        this.#last = Math.max(this.#last, row.number);
      }
      for (; this.#rows.size > kept; this.#first++) this.#rows.delete(this.#first);
      this.#render();
      return answer.next ?? null;
    } catch (fault) {
      say(byId("audit-health"), fault.message);
      return null;
    }
  }

  #render() {
    const wanted = kinds[byId("audit-kind").value];
    const needle = byId("audit-filter").value.trim().toLowerCase();
    const fitting = [...this.#rows.values()]
      .filter((row) => !wanted || wanted(row.row))
      .filter((row) => needle === "" || JSON.stringify(row.row).toLowerCase().includes(needle))
      .sort((a, b) => b.number - a.number);
    byId("audit-rows").replaceChildren(...fitting.slice(0, this.#shown).map(line));
    byId("audit-none").hidden = fitting.length > 0;
    byId("audit-older").hidden = this.#first <= 1 && fitting.length <= this.#shown;
  }
}

export function renderAuditHealth(health) {
  const lost = health.lost > 0 ? ` ${health.lost} lost.` : "";
  const text = health.fault ? `Not written: ${words(health.fault)}. ${health.waiting} rows wait.${lost}` : lost || "";
  const target = byId("audit-health");
  target.className = health.fault || health.lost > 0 ? "bad" : "muted";
  say(target, text.trim());
}

export function renderLogHealth(log) {
  const losing = log.filter(({ dropped, isFull }) => isFull || dropped > 0);
  const target = byId("log-health");
  target.className = losing.some(({ isFull }) => isFull) ? "bad" : "muted";
  say(target, losing.map(({ output, dropped, isFull }) => `The log's ${output} ${isFull ? "takes no lines" : "takes lines again"}; ${dropped} dropped.`).join(" "));
}

function line({ number, hash, row }) {
  const what = [row.what && words(row.what), row.session, row.scope, row.epoch && `epoch ${row.epoch}`].filter(Boolean).join(" · ");
  const result = [row.result && words(row.result), row.why && words(row.why), row.reason, row.said, row.canceled && count(row.canceled), row.through && `through ${row.through}`];
  return el(
    "tr",
    { data: { kind: row.kind } },
    el("td", { className: "num muted", textContent: String(number), title: hash }),
    el("td", { className: "nowrap", textContent: row.at ? clock(row.at) : "" }),
    el("td", { className: row.kind === "engage" || row.kind === "trip" ? "bad" : "", textContent: row.kind ?? "unreadable" }),
    el("td", { className: "nowrap", textContent: (row.who ?? "").replace(/^person /, "") }),
    el("td", { className: "what", textContent: what }),
    el("td", { className: "wrap", textContent: result.filter(Boolean).join(" · ") }),
  );
}

const count = (ids) => `${ids.split(" ").length} canceled`;
