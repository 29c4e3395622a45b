// The banner that cannot be missed, and the way out of it.

import { command, Fault } from "./api.js";
import { byId, clock, el, say, words } from "./dom.js";
import { nameOf } from "./kill.js";

let shown = "";

export function renderEngaged(killSwitch, mayReset, ask) {
  const banner = byId("engaged");
  // Only when something changed: it is announced to screen readers, and a button must not go while it is pressed.
  const now = JSON.stringify([killSwitch, mayReset]);
  if (now === shown) return;
  shown = now;
  banner.hidden = killSwitch?.state === "clear";
  byId("console").classList.toggle("is-engaged", !banner.hidden);
  document.title = banner.hidden ? "RiskEngine" : "ENGAGED · RiskEngine";
  if (!killSwitch) return banner.replaceChildren(line("Unknown", "The kill switch does not answer", "Whether anything is engaged cannot be told."));
  if (killSwitch.state === "unreadable")
    return banner.replaceChildren(
      line("Engaged", "Everything is stopped", `The kill switch's record cannot be read (${words(killSwitch.reason)}), and that counts as engaged. Mend the store.`),
    );
  banner.replaceChildren(...killSwitch.engagements.map((engagement) => engagementLine(engagement, killSwitch.approvals, mayReset, ask)));
}

function engagementLine(engagement, approvals, mayReset, ask) {
  const waits = approvals.find((approval) => approval.engagement.id === engagement.id);
  const button = el("button", { type: "button", textContent: waits ? "Approve reset" : "Reset", disabled: !mayReset, onclick: () => reset(engagement, waits, ask) });
  button.setAttribute("aria-label", `${button.textContent} ${engagement.scope}`);
  if (!mayReset) button.title = "To reset, the role resetter is needed.";
  return line(
    engagement.isTrip ? "Tripped" : "Engaged",
    engagement.scope === "everything" ? "Everything is stopped" : `${capital(nameOf(engagement.scope))} is stopped`,
    `${engagement.reason} — ${engagement.by}, ${clock(engagement.at)} UTC, epoch ${engagement.epoch}`,
    waits ? `${waits.person} asks to reset it: ${waits.reason}` : null,
    button,
  );
}

function line(word, title, text, waits = null, button = null) {
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
    ),
    button,
  );
}

function reset(engagement, waits, ask) {
  ask({
    title: `${waits ? "Approve the reset of" : "Reset"} ${engagement.scope}?`,
    text: "Strategies may place orders again at once. Nothing is started for them.",
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
    if (reason.value.trim() === "") return say(fault, "Say why: it goes into the record.");
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
