// The console: who is signed in, what the service tells, and where it goes on the page.

import { call, command, Fault, signIn, signOut, whoAmI } from "./api.js";
import { Audit, renderAuditHealth, renderLogHealth } from "./audit.js";
import { noteEngagements, noteEvent, renderHistogram, renderTimeline } from "./charts.js";
import { age, byId, clock, el, say, words } from "./dom.js";
import { makeAsk, renderEngaged } from "./engaged.js";
import { Kill } from "./kill.js";
import { renderSessions } from "./sessions.js";
import { renderVenues, venueName } from "./venues.js";
import { Stream } from "./stream.js";

const decisions = /^(killSwitch|sessionCancel|sessionEscalated)/;
const ask = makeAsk();
const kill = new Kill();
const audit = new Audit();
let me = null;
let stream = null;
let latest = null;
let lostSince = null;

const may = (role) => me?.roles.includes(role) ?? false;

async function start() {
  const handed = new URLSearchParams(location.hash.slice(1)).get("token");
  if (handed) history.replaceState(null, "", "/");
  try {
    enter(handed ? await signIn(handed) : await whoAmI());
  } catch (fault) {
    leave(handed || (fault.status !== 401 && fault.status !== 0) ? fault.message : "");
  }
}

function enter(person) {
  me = person;
  byId("sign-in").hidden = true;
  byId("console").hidden = false;
  byId("person").replaceChildren(el("b", { textContent: me.name }), el("span", { className: "roles", textContent: ` ${me.roles.join(", ")}` }));
  renderVenues(me.venues);
  kill.allow(may("engager"), me.venues);
  if (!may("viewer")) {
    say(byId("link-text"), "You may not look: the role viewer is needed.");
    return;
  }
  stream ??= new Stream({ snapshot: onSnapshot, event: onEvent, lost: onLost, live: onLive, refused: onRefused });
  renderHistogram();
  audit.refresh();
}

function leave(fault) {
  stream?.close();
  [stream, me] = [null, null];
  byId("console").hidden = true;
  byId("sign-in").hidden = false;
  say(byId("sign-in-fault"), fault);
  byId("token").focus();
}

function onSnapshot(snapshot) {
  latest = snapshot;
  say(byId("node"), snapshot.killSwitch?.node ?? "");
  say(byId("link-text"), "Live");
  say(byId("link-at"), `${clock(snapshot.at)} UTC`);
  renderSessions(snapshot, may("canceler"), cancel);
  renderEngaged(snapshot, { mayReset: may("resetter"), mayCancel: may("canceler") }, ask, cancel);
  renderAuditHealth(snapshot.audit);
  renderLogHealth(snapshot.log);
  kill.offer(snapshot.sessions);
  noteEngagements(snapshot.killSwitch?.engagements ?? []);
  renderTimeline(snapshot.sessions, Date.parse(snapshot.at));
}

function onEvent(event) {
  noteEvent(event);
  kill.heard(event);
  if (event.cancel) renderHistogram();
  if (decisions.test(event.type)) audit.refresh();
}

function onLost(since) {
  lostSince = since;
  byId("link").dataset.state = "lost";
  say(byId("link-text"), "Connection lost");
  say(byId("link-at"), "");
  byId("console").classList.add("is-lost");
  byId("lost").hidden = false;
  tellLost();
}

function onLive() {
  lostSince = null;
  byId("link").dataset.state = "live";
  byId("console").classList.remove("is-lost");
  byId("lost").hidden = true;
}

/** The service answered and refused: signed out, or restarted, or too many readers. */
async function onRefused() {
  try {
    await whoAmI();
  } catch (fault) {
    if (fault.status === 401) leave("You have been signed out.");
  }
}

function tellLost() {
  if (lostSince === null) return;
  byId("lost").replaceChildren(
    el("b", { textContent: "The connection to the service is lost. " }),
    lostSince === 0
      ? "Nothing has been heard yet."
      : `What you see is ${age(Date.now() - lostSince)} old and may be wrong. Trying again. The engine may be running all the same; if in doubt, use the exchange's own page.`,
  );
}

function cancel(session) {
  ask({
    title: `Cancel ${session.alias}?`,
    facts: session.venue ? [`Exchange: ${venueName(session.venue)}`] : [],
    mayBeSilent: true,
    text: "Every open order of this session is pulled. Its strategies may place new ones afterwards; to keep them from it, use the kill switch.",
    yes: "Cancel orders",
    danger: true,
    run: async (reason) => {
      const answer = await command(`/api/sessions/${encodeURIComponent(session.alias)}/cancel`, reason ? { reason } : {});
      if (answer.outcome !== "canceled") throw new Fault(200, `${words(answer.outcome)}: ${answer.reason ? words(answer.reason) : "orders are left"}. Look at the exchange.`);
    },
  });
}

byId("sign-in-form").addEventListener("submit", async (form) => {
  form.preventDefault();
  say(byId("sign-in-fault"), "");
  try {
    const person = await signIn(byId("token").value);
    byId("token").value = "";
    enter(person);
  } catch (fault) {
    say(byId("sign-in-fault"), fault.status === 401 ? "This token is nobody's." : fault.message);
  }
});

byId("sign-out").addEventListener("click", async () => {
  try {
    await signOut();
  } catch {
    // Signed out or not, this page lets go.
  }
  location.reload();
});

setInterval(tellLost, 1000);
addEventListener("resize", () => latest && renderTimeline(latest.sessions, Date.parse(latest.at)));
start();
