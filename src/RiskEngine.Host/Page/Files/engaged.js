// The banner that cannot be missed, and the way out of it.

import { command, Fault } from "./api.js";
import { byId, clock, el, plural, say, words } from "./dom.js";
import { nameOf } from "./kill.js";
import { isNotProven, mayBeLive } from "./sessions.js";

const most = 5;
let shown = "";

export function renderEngaged({ killSwitch, sessions }, { mayReset, mayCancel }, ask, cancel) {
  const banner = byId("engaged");
  // Only when something changed: it is announced to screen readers, and a button must not go while it is pressed.
  const unproven = sessions.filter(isNotProven);
  const now = JSON.stringify([killSwitch, mayReset, mayCancel, unproven.map((session) => [session.session, mayBeLive(session)])]);
  if (now === shown) return;
  shown = now;
  banner.hidden = killSwitch?.state === "clear";
  byId("console").classList.toggle("is-engaged", !banner.hidden);
  if (!killSwitch) {
    document.title = "RiskEngine";
    return banner.replaceChildren(line("Unknown", "The kill switch does not answer", "Whether anything is engaged cannot be told."));
  }
  if (killSwitch.state === "unreadable") {
    document.title = "ENGAGED · RiskEngine";
    return banner.replaceChildren(
      line("Engaged", "Everything is stopped", `The kill switch's record cannot be read (${words(killSwitch.reason)}), and that counts as engaged. Mend the store.`),
    );
  }
  const engagements = killSwitch.engagements.map((engagement) => ({
    engagement,
    isMatched: isOfAStrategy(engagement) || sessions.some((session) => isIn(engagement, session)),
    unproven: unprovenIn(engagement, sessions),
  }));
  const isUnproven = engagements.some((one) => one.unproven.length > 0);
  document.title = banner.hidden ? "RiskEngine" : `${isUnproven ? "ENGAGED, NOT PROVEN" : "ENGAGED"} · RiskEngine`;
  // What is not proven comes first.
  engagements.sort((one, other) => Number(other.unproven.length > 0) - Number(one.unproven.length > 0));
  banner.replaceChildren(...engagements.map((one) => engagementLine(one, killSwitch.approvals, { mayReset, mayCancel }, ask, cancel)));
}

/** The sessions that an engagement stops and whose orders may be live; a strategy's stop cancels no session. */
const unprovenIn = (engagement, sessions) =>
  isOfAStrategy(engagement) ? [] : sessions.filter((session) => isNotProven(session) && isIn(engagement, session));

/** A session that does not answer cannot say what stops it: it counts wherever it may be meant. */
const isIn = (engagement, session) =>
  session.engagements.some((one) => one.id === engagement.id) || (session.engagements.length === 0 && isMeant(engagement.scope, session));

const isMeant = (scope, session) =>
  scope === "everything" ||
  scope === `exchange/${session.exchange}` ||
  scope === `session/${session.session}` ||
  (scope.startsWith(`account/${session.exchange}/`) && (!session.account || scope.endsWith(`/${session.account}`)));

const isOfAStrategy = (engagement) => engagement.scope.startsWith("strategy/");

function engagementLine({ engagement, isMatched, unproven }, approvals, { mayReset, mayCancel }, ask, cancel) {
  const waits = approvals.find((approval) => approval.engagement.id === engagement.id);
  const button = el("button", { type: "button", textContent: waits ? "Approve reset" : "Reset", disabled: !mayReset, onclick: () => reset(engagement, unproven, waits, ask) });
  button.setAttribute("aria-label", `${button.textContent} ${engagement.scope}`);
  if (!mayReset) button.title = "To reset, the role resetter is needed.";
  const made = line(
    verdictOf(engagement, isMatched, unproven),
    engagement.scope === "everything" ? "Everything is stopped" : `${capital(nameOf(engagement.scope))} is stopped`,
    `${engagement.isTrip ? "Tripped: " : ""}${engagement.reason} — ${engagement.by}, ${clock(engagement.at)} UTC, epoch ${engagement.epoch}`,
    waits ? `${waits.person} asks to reset it: ${waits.reason}` : null,
    button,
    unproven.length > 0 ? unprovenLines(unproven, mayCancel, cancel) : null,
  );
  made.dataset.proven = String(isMatched && unproven.length === 0 && !isOfAStrategy(engagement));
  return made;
}

const verdictOf = (engagement, isMatched, unproven) =>
  isOfAStrategy(engagement)
    ? "Engaged: orders of the strategy"
    : !isMatched
      ? "Engaged, matches nothing now"
      : unproven.length > 0
        ? "Engaged, not proven"
        : "Engaged, no open orders";

function unprovenLines(unproven, mayCancel, cancel) {
  return el(
    "ul",
    { className: "unproven" },
    ...unproven.slice(0, most).map((session) => {
      const live = mayBeLive(session);
      const button = el("button", { type: "button", className: "small", textContent: "Cancel again", disabled: !mayCancel, onclick: () => cancel(session) });
      button.setAttribute("aria-label", `Cancel ${session.session} again`);
      return el(
        "li",
        {},
        el("span", {
          className: "grow",
          textContent: `${session.session}: ${live === null ? "nobody knows how many orders" : `${plural(live, "order")} known that`} may be live (${words(session.lastCancel?.answer.outcome ?? session.state)}). Look at ${session.venue?.host ?? "the exchange"}.`,
        }),
        button,
      );
    }),
    unproven.length > most ? el("li", { textContent: `and ${unproven.length - most} more, first in the table below.` }) : null,
  );
}

function line(word, title, text, waits = null, button = null, more = null) {
  return el(
    "div",
    { className: "engagement" },
    el("span", { className: "word", textContent: word }),
    el(
      "div",
      { className: "text grow" },
      el("strong", { textContent: title }),
      el("div", { className: "who", textContent: text }),
      waits && el("div", { className: "who waits", textContent: waits }),
      more,
    ),
    button,
  );
}

function reset(engagement, unproven, waits, ask) {
  ask({
    title: `${waits ? "Approve the reset of" : "Reset"} ${engagement.scope}?`,
    text: "Strategies may place orders again at once. Nothing is started for them.",
    facts: [
      `Clears ${engagement.id}, engaged by ${engagement.by}, and nothing else.`,
      ...(isOfAStrategy(engagement) ? [] : unproven.length === 0 ? ["Every session in it is proven to have no open orders."] : unproven.map((session) => `NOT PROVEN: ${session.session}, orders may be live.`)),
    ],
    check: "I have looked at the exchange and at what happened, and it is safe to trade.",
    yes: waits ? "Approve reset" : "Reset",
    run: async (reason) => {
      const answer = await command("/api/kill-switch/reset", { engagements: [engagement.id], reason });
      if (answer.outcome === "inDoubt") throw new Fault(200, `In doubt: ${answer.reason}. Everything still holds until the record is read.`);
      if (answer.outcome === "denied" || answer.outcome === "unconfirmed")
        throw new Fault(200, `Everything still holds: ${words(answer.reason)}.`);
    },
  });
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** One dialog for what wants a reason and a second thought. */
export function makeAsk() {
  const [dialog, form, reason, check, fault] = ["ask", "ask-form", "ask-reason", "ask-check", "ask-fault"].map(byId);
  let current = null;
  byId("ask-no").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (submit) => {
    submit.preventDefault();
    if (reason.value.trim() === "" && !current.mayBeSilent) return say(fault, "Say why: it goes into the record.");
    if (current.check && !check.checked) return say(fault, "Confirm first.");
    byId("ask-yes").disabled = true;
    try {
      await current.run(reason.value.trim());
      dialog.close();
    } catch (failure) {
      say(fault, failure.message);
    }
    byId("ask-yes").disabled = false;
  });
  return (question) => {
    current = question;
    say(byId("ask-title"), question.title);
    say(byId("ask-text"), question.text);
    byId("ask-facts").replaceChildren(...(question.facts ?? []).map((fact) => el("li", { textContent: fact })));
    reason.placeholder = question.mayBeSilent ? "no reason given" : "";
    say(byId("ask-yes"), question.yes);
    say(byId("ask-check-text"), question.check ?? "");
    byId("ask-check-line").hidden = !question.check;
    byId("ask-yes").className = question.danger ? "primary danger" : "primary";
    [reason.value, check.checked] = ["", false];
    say(fault, "");
    dialog.showModal();
    reason.focus();
  };
}
