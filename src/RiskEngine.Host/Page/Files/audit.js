// The audit trail, the latest first, filtered where it is shown.

import { call } from "./api.js";
import { byId, clock, el, say, words } from "./dom.js";

const page = 200;
const settle = 700;
const kinds = {
  decisions: new Set(["start", "stop", "command", "outcome", "engage", "trip", "reset", "lost"]),
  requests: new Set(["attempt", "answer"]),
  calls: new Set(["call"]),
};

export class Audit {
  #rows = new Map();
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
      const last = Math.max(0, ...this.#rows.keys());
      await this.#load(`after=${last === 0 ? -page : last}`);
    }, settle);
  }

  async #older() {
    const first = Math.min(...this.#rows.keys());
    await this.#load(`after=${Math.max(0, first - 1 - page)}&limit=${Math.min(page, first - 1)}`);
  }

  async #load(query) {
    try {
      const answer = await call("GET", `/api/audit?${query}`);
      for (const row of answer.rows) this.#rows.set(row.number, row);
      this.#render();
    } catch (fault) {
      say(byId("audit-health"), fault.message);
    }
  }

  #render() {
    const wanted = kinds[byId("audit-kind").value];
    const needle = byId("audit-filter").value.trim().toLowerCase();
    const fitting = [...this.#rows.values()]
      .filter((row) => !wanted || wanted.has(row.row.kind))
      .filter((row) => needle === "" || JSON.stringify(row.row).toLowerCase().includes(needle))
      .sort((a, b) => b.number - a.number)
      .slice(0, page);
    byId("audit-rows").replaceChildren(...fitting.map(line));
    byId("audit-none").hidden = fitting.length > 0;
    byId("audit-older").hidden = this.#rows.size === 0 || Math.min(...this.#rows.keys()) <= 1;
  }
}

export function renderAuditHealth(health) {
  const lost = health.lost > 0 ? ` ${health.lost} lost.` : "";
  const text = health.fault ? `Not written: ${words(health.fault)}. ${health.waiting} rows wait.${lost}` : lost || "";
  const target = byId("audit-health");
  target.className = health.fault || health.lost > 0 ? "bad" : "muted";
  say(target, text.trim());
}

function line({ number, hash, row }) {
  const what = [row.what && words(row.what), row.session, row.scope, row.epoch && `epoch ${row.epoch}`].filter(Boolean).join(" · ");
  const result = [row.result && words(row.result), row.why && words(row.why), row.reason, row.said, row.canceled && count(row.canceled)];
  return el(
    "tr",
    { data: { kind: row.kind } },
    el("td", { className: "num muted", textContent: String(number), title: hash }),
    el("td", { className: "nowrap", textContent: row.at ? clock(row.at) : "" }),
    el("td", { className: row.kind === "engage" || row.kind === "trip" ? "bad" : "", textContent: row.kind ?? "unreadable" }),
    el("td", { className: "nowrap", textContent: (row.who ?? "").replace(/^person /, "") }),
    el("td", { className: "wrap", textContent: what }),
    el("td", { className: "wrap", textContent: result.filter(Boolean).join(" · ") }),
  );
}

const count = (ids) => `${ids.split(" ").length} canceled`;
