// The table of sessions: made once, then only what changed is written.

import { age, byId, duration, el, plural, say, words } from "./dom.js";

const rows = new Map();
const verdicts = { canceled: "good", partial: "bad", denied: "warn", rejected: "bad", unconfirmed: "bad" };

export function renderSessions(snapshot, mayCancel, cancel) {
  const body = byId("session-rows");
  const sessions = worstFirst(snapshot.sessions);
  const nodes = new Set(snapshot.sessions.map((session) => session.node));
  for (const session of sessions) {
    if (!rows.has(session.session)) {
      const row = makeRow(session, cancel);
      rows.set(session.session, row);
      body.append(row.line);
    }
    fill(rows.get(session.session), session, Date.parse(snapshot.at), mayCancel);
    const on = nodes.size > 1 && session.node ? [`on ${session.node}`] : [];
    const held = session.held.map(({ kind, budget, forMs }) => `${words(kind)} waits ${duration(forMs)} for the ${words(budget)}'s budget`);
    say(rows.get(session.session).node, [...session.troubles.map(({ kind }) => words(kind)), ...held, ...on].join(", "));
    rows.get(session.session).node.title = session.troubles.map(({ said }) => said).join("\n");
  }
  order(body, sessions);
  const open = snapshot.sessions.reduce((sum, session) => sum + (session.openOrders ?? 0), 0);
  const unknown = snapshot.sessions.filter((session) => session.openOrders === undefined || session.openOrders === null).length;
  const unproven = snapshot.sessions.filter(isNotProven).length;
  say(
    byId("sessions-sum"),
    [
      plural(snapshot.sessions.length, "session"),
      `${plural(open, "open order")} known`,
      unknown > 0 ? `not known of ${unknown}` : "",
      unproven > 0 ? `${unproven} not proven` : "",
    ]
      .filter(Boolean)
      .join(", "),
  );
}

export const isNotProven = (session) => session.standing === "notProven";

/** How many orders of a session may be live, by its latest cancel; null: nobody says. */
export function mayBeLive(session) {
  const last = session.lastCancel?.answer;
  if (!last || last.outcome === "denied") return session.openOrders ?? null;
  const count = (name) => last.counts?.[name] ?? last[name]?.length ?? 0;
  return Math.max(count("openOrders") + count("unaccountedOrders") + count("cancelRejects"), session.openOrders ?? 0);
}

const worstFirst = (sessions) => [...sessions.filter(isNotProven), ...sessions.filter((session) => !isNotProven(session))];

/** Moves rows only when the order changed: one that moves loses its focus. */
function order(body, sessions) {
  const wanted = sessions.map((session) => rows.get(session.session).line);
  if (wanted.every((line, at) => body.children[at] === line)) return;
  const focused = document.activeElement;
  body.append(...wanted);
  if (body.contains(focused)) focused.focus();
}

function makeRow(session, cancel) {
  const cell = (label, className = "") => el("td", { className, data: label ? { label } : {} });
  const of = session.account ? `${session.exchange} · ${session.account}` : session.exchange;
  const row = {
    state: el("span", { className: "state" }, el("span", { className: "dot" }), el("span")),
    node: el("span", { className: "sub" }),
    venue: el("span", { className: "venue" }),
    open: cell("Open orders", "num big"),
    last: cell("Last cancel"),
    placed: cell("Placed", "num"),
    denied: cell("Denied", "num"),
    lead: cell("Nonce lead", "num nowrap"),
    skew: cell("Clock skew", "num nowrap"),
    connected: cell("Connected", "num nowrap"),
    button: el("button", { type: "button", className: "small", textContent: "Cancel", onclick: () => cancel(session) }),
  };
  row.button.setAttribute("aria-label", `Cancel ${session.session}`);
  row.line = el(
    "tr",
    { data: { session: session.alias } },
    el("td", {}, el("span", { className: "name", textContent: session.alias }), el("span", { className: "of", textContent: of }), row.venue),
    el("td", {}, row.state, row.node),
    row.open,
    row.last,
    row.placed,
    row.denied,
    row.lead,
    row.skew,
    row.connected,
    el("td", { className: "act" }, row.button),
  );
  return row;
}

function fill(row, session, now, mayCancel) {
  row.state.dataset.state = session.state;
  say(row.state.lastChild, session.state);
  row.line.dataset.standing = session.standing;
  say(row.venue, session.venue ? session.venue.mode.toUpperCase() : "EXCHANGE NOT KNOWN");
  row.venue.dataset.mode = session.venue?.mode ?? "";
  row.venue.title = session.venue?.host ?? "";
  say(row.open, session.openOrders === undefined || session.openOrders === null ? "not known" : String(session.openOrders));
  const last = session.lastCancel;
  two(row.last, last?.answer.outcome ?? "none yet", last && `${duration(last.answer.elapsedMs)}, ${age(now - Date.parse(last.at))} ago`);
  row.last.firstChild.className = last ? verdicts[last.answer.outcome] : "muted";
  say(row.placed, String(session.requests.answered));
  two(row.denied, String(session.requests.denied), session.requests.denied > 0 ? words(session.requests.lastDenied) : null);
  say(row.lead, duration(session.nonceLeadMs));
  say(row.skew, duration(session.clockSkewMs));
  say(row.connected, session.connectedAt ? age(now - Date.parse(session.connectedAt)) : "not yet");
  row.button.disabled = !mayCancel;
}

function two(cell, first, second) {
  if (cell.childElementCount === 0) cell.append(el("span"), el("span", { className: "sub" }));
  say(cell.firstChild, first);
  say(cell.lastChild, second ?? "");
}
