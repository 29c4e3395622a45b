// Time to proof as a histogram, and what happened to each session as a timeline. Drawn, not counted on: the numbers are in text too.

import { byId, clock, duration, plural, say, svg } from "./dom.js";

const windowMs = 5 * 60_000;
const most = 2000;
const edges = [25, 50, 100, 200, 300, 500, 750, 1000, 2500, 5000, Infinity];
const cancels = [];
const marks = [];
let bands = [];

/** Notes an event; true when a chart changes by it. */
export function noteEvent(event) {
  const at = Date.parse(event.at);
  if (event.cancel) {
    const outcome = event.cancel.outcome;
    if (outcome === "canceled") push(cancels, event.elapsedMs);
    push(marks, { at, session: event.session, kind: outcome === "canceled" ? "good" : outcome === "denied" ? "warn" : "bad", text: event.text });
  } else if (event.type === "killSwitchEngaged") {
    bands.push({ key: key(event.engagement), scope: event.engagement.scope, from: at, to: null });
  } else if (event.type === "killSwitchReset") {
    const cleared = new Set(event.cleared.map(key));
    for (const band of bands) if (cleared.has(band.key)) band.to ??= at;
  }
}

/** What holds by the snapshot, which also knows of engagements from before this page was opened. */
export function noteEngagements(engagements) {
  for (const engagement of engagements)
    if (!bands.some((band) => band.key === key(engagement)))
      bands.push({ key: key(engagement), scope: engagement.scope, from: Date.parse(engagement.at), to: null });
}

export function renderHistogram() {
  const [width, height, foot] = [300, 150, 20];
  const counts = edges.map((edge, i) => cancels.filter((ms) => ms <= edge && (i === 0 || ms > edges[i - 1])).length);
  const top = Math.max(1, ...counts);
  const step = width / edges.length;
  const sorted = [...cancels].sort((a, b) => a - b);
  const at = (share) => duration(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  say(byId("flat-sum"), sorted.length === 0 ? "no cancel yet" : `median ${at(0.5)}, 95th ${at(0.95)}`);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  picture.append(svg("title", {}));
  picture.firstChild.textContent = `Time to proof of ${plural(cancels.length, "cancel")}`;
  for (const [i, count] of counts.entries()) {
    const size = (count / top) * (height - foot - 16);
    if (count > 0) {
      picture.append(svg("rect", { class: "bar-of", x: i * step + 2, y: height - foot - size, width: step - 4, height: size, rx: 2 }));
      picture.append(text(i * step + step / 2, height - foot - size - 4, String(count), "middle"));
    }
    if (i % 2 === 0) picture.append(text(i * step + step / 2, height - 5, label(edges[i], i), "middle"));
  }
  picture.append(svg("line", { class: "axis", x1: 0, x2: width, y1: height - foot, y2: height - foot }));
  byId("histogram").replaceChildren(picture);
}

export function renderTimeline(sessions, now) {
  const names = sessions.map((session) => session.session);
  const [lane, foot] = [34, 20];
  const box = byId("timeline");
  const width = Math.max(320, box.clientWidth);
  const isNarrow = width < 520;
  const left = isNarrow ? 72 : 170;
  const height = Math.max(1, names.length) * lane + foot;
  const x = (at) => left + Math.max(0, 1 - (now - at) / windowMs) * (width - left - 8);
  bands = bands.filter((band) => band.to === null || now - band.to < windowMs);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  picture.append(svg("title", {}));
  picture.firstChild.textContent = "Cancels and engagements of the last five minutes, by session";
  for (const [i, name] of names.entries()) {
    const y = i * lane + lane / 2;
    picture.append(svg("line", { class: "axis", x1: left, x2: width - 8, y1: y, y2: y }));
    picture.append(text(0, y + 4, isNarrow ? sessions[i].alias : name));
    for (const band of bands.filter((one) => covers(one.scope, sessions[i]))) {
      const [from, to] = [x(band.from), x(band.to ?? now)];
      picture.append(svg("rect", { class: "halt-span", x: from, y: i * lane + 4, width: Math.max(1, to - from), height: lane - 8, rx: 3 }));
      if (now - band.from < windowMs) picture.append(svg("line", { class: "halt-edge", x1: from, x2: from, y1: i * lane + 4, y2: (i + 1) * lane - 4 }));
      if (band.to) picture.append(svg("line", { class: "reset-edge", x1: to, x2: to, y1: i * lane + 4, y2: (i + 1) * lane - 4 }));
    }
    for (const mark of marks.filter((one) => one.session === name && now - one.at < windowMs)) {
      const dot = svg("circle", { class: `${mark.kind}-mark`, cx: x(mark.at), cy: y, r: 5 });
      const note = svg("title", {});
      note.textContent = `${clock(mark.at)} ${mark.text}`;
      dot.append(note);
      picture.append(dot);
    }
  }
  for (let minute = 0; minute <= 5; minute += isNarrow ? 2.5 : 1)
    picture.append(text(x(now - minute * 60_000), height - 4, minute === 0 ? "now" : `−${minute} min`, minute === 0 ? "end" : minute === 5 ? "start" : "middle"));
  box.replaceChildren(picture);
}

function covers(scope, session) {
  const [kind, ...names] = scope.split("/");
  if (kind === "everything") return true;
  if (kind === "exchange") return names[0] === session.exchange;
  if (kind === "account") return names[0] === session.exchange && (!session.account || names[1] === session.account);
  return kind === "session" && names.join("/") === session.session;
}

function text(x, y, content, anchor = "start") {
  const made = svg("text", { x, y, "text-anchor": anchor });
  made.textContent = content;
  return made;
}

const label = (edge, i) => (edge === Infinity ? `>${edges[i - 1] / 1000} s` : edge < 1000 ? `${edge}${i === 0 ? " ms" : ""}` : `${edge / 1000} s`);
const key = (engagement) => engagement.id;

function push(list, item) {
  list.push(item);
  if (list.length > most) list.shift();
}
