// The one large control: scope, reason, hold to confirm; then k of n while it runs.

import { command } from "./api.js";
import { byId, duration, el, plural, say, words } from "./dom.js";

const holdMs = 1000;
const patienceMs = 15_000;
const good = new Set(["canceled", "strategyStopped"]);

export class Kill {
  #may = false;
  #hosts = "the exchange";
  #timer = null;
  #run = null;

  constructor() {
    const button = byId("hold");
    button.addEventListener("pointerdown", (press) => press.button === 0 && this.#begin());
    for (const end of ["pointerup", "pointerleave", "pointercancel", "blur"]) button.addEventListener(end, () => this.#end());
    button.addEventListener("keydown", (key) => {
      if (key.key !== " " && key.key !== "Enter") return;
      key.preventDefault();
      if (!key.repeat) this.#begin();
    });
    button.addEventListener("keyup", () => this.#end());
    button.addEventListener("contextmenu", (menu) => menu.preventDefault());
    byId("scope").addEventListener("change", () => this.#label());
    byId("kill-form").addEventListener("submit", (form) => form.preventDefault());
    this.#label();
  }

  allow(may, venues) {
    this.#may = may;
    this.#hosts = venues.map((venue) => venue.host).join(", ") || "the exchange";
    byId("hold").disabled = !may;
    byId("scope").disabled = !may;
    byId("reason").disabled = !may;
    say(byId("hold-hint"), may ? "Hold for one second, with the pointer, Space or Enter." : "You may look. To stop anything, the role engager is needed.");
  }

  /** Offers every scope that there is something in. */
  offer(sessions) {
    const wanted = ["everything"];
    for (const session of sessions) wanted.push(`exchange/${session.exchange}`);
    for (const session of sessions) if (session.account) wanted.push(`account/${session.exchange}/${session.account}`);
    for (const session of sessions) wanted.push(`session/${session.session}`);
    const scopes = [...new Set(wanted)];
    const select = byId("scope");
    if (scopes.join() === [...select.options].map((option) => option.value).join()) return;
    const chosen = select.value;
    select.replaceChildren(...scopes.map((scope) => el("option", { value: scope, textContent: nameOf(scope) })));
    if (scopes.includes(chosen)) select.value = chosen;
    this.#label();
  }

  /** Follows what the engine says of engagements, whoever began them. */
  heard(event) {
    switch (event.type) {
      case "killSwitchEngaged":
        this.#run = { command: event.commandId, scope: event.engagement.scope, sessions: new Map(), applied: 0, expected: 0 };
        break;
      case "killSwitchProgress":
        if (this.#run?.command !== event.commandId) return;
        Object.assign(this.#run, { applied: event.applied, expected: event.expected });
        break;
      case "killSwitchApplied":
        if (!this.#run) return;
        this.#run.sessions.set(event.session, event.sessions[0]);
        break;
      case "killSwitchCompleted":
      case "killSwitchIncomplete":
        if (this.#run?.command !== event.commandId) return;
        Object.assign(this.#run, { ended: event.type, elapsedMs: event.elapsedMs, expected: event.expected });
        for (const session of event.sessions) this.#run.sessions.set(session.session, session);
        this.#run.applied = event.applied;
        break;
      case "killSwitchMatchesNothing":
        if (this.#run?.command !== event.commandId) return;
        this.#run.ended = event.type;
        break;
      case "killSwitchReset":
        this.#run = null;
        break;
      default:
        return;
    }
    this.#render();
  }

  #label() {
    const scope = byId("scope").value || "everything";
    say(byId("hold-label"), `Hold to stop ${scope === "everything" ? "everything" : nameOf(scope)}`);
  }

  #begin() {
    if (!this.#may || this.#timer) return;
    say(byId("kill-fault"), "");
    byId("hold").dataset.holding = "";
    this.#timer = setTimeout(() => {
      this.#end();
      this.#engage();
    }, holdMs);
  }

  #end() {
    clearTimeout(this.#timer);
    this.#timer = null;
    delete byId("hold").dataset.holding;
  }

  async #engage() {
    const [scope, reason] = [byId("scope").value || "everything", byId("reason").value.trim()];
    say(byId("hold-label"), "Stopping …");
    const begun = performance.now();
    const ticking = setInterval(() => this.#runs(performance.now() - begun), 250);
    this.#runs(0);
    try {
      const answer = await command("/api/kill-switch/engage", reason ? { scope, reason } : { scope });
      const said = [];
      if (answer.outcome === "denied") said.push(`Nothing was stopped: ${words(answer.reason)}.`);
      else if (answer.outcome === "matchesNothing")
        said.push(`Engaged, but nothing goes by that name now${answer.near.length ? `: did you mean ${answer.near.join(", ")}?` : "."}`);
      else byId("reason").value = "";
      if (answer.outcome === "unconfirmed" || answer.outcome === "incomplete")
        said.push(`Not proven for ${answer.expected - answer.proven} of ${answer.expected} sessions. Assume that orders are live: look at ${this.#hosts}, and cancel again.`);
      if (answer.unknownAccounts?.length) said.push(`Stopped too, since nobody knows that they trade on another account: ${answer.unknownAccounts.join(", ")}.`);
      say(byId("kill-fault"), said.join(" "));
      this.#answered(answer);
    } catch (fault) {
      say(byId("kill-fault"), `${fault.message} Try again: the same stop twice does no harm. If in doubt, stop on the page of ${this.#hosts}.`);
    } finally {
      clearInterval(ticking);
      byId("kill-running").hidden = true;
    }
    this.#label();
  }

  /** Somebody who may not look hears nothing on the way: the answer is all there is. */
  #answered(answer) {
    if (this.#run?.ended || !["completed", "incomplete"].includes(answer.outcome)) return;
    this.#run = {
      command: answer.commandId,
      scope: answer.engagement?.scope,
      sessions: new Map(answer.sessions.map((session) => [session.session, session])),
      applied: answer.proven,
      expected: answer.expected,
      ended: answer.outcome === "completed" ? "killSwitchCompleted" : "killSwitchIncomplete",
      elapsedMs: answer.elapsedMs,
    };
    this.#render();
  }

  #runs(ms) {
    byId("kill-running").hidden = false;
    say(
      byId("kill-running"),
      `${(ms / 1000).toFixed(1)} s ${ms < patienceMs ? "since it was sent." : `without an answer. Press again, or stop on the page of ${this.#hosts}.`}`,
    );
  }

  #render() {
    const run = this.#run;
    byId("progress").hidden = !run;
    if (!run) return;
    const proven = [...run.sessions.values()].filter((session) => session.isProven).length;
    const of = Math.max(run.expected, run.sessions.size);
    byId("progress-count").replaceChildren(el("b", { textContent: `${proven} of ${of || "…"}` }), ` ${of === 1 ? "session" : "sessions"} proven`);
    byId("progress-bar").max = of || 1;
    byId("progress-bar").value = proven;
    byId("progress-sessions").replaceChildren(
      ...[...run.sessions.values()].map((session) =>
        el(
          "li",
          {},
          el("span", { textContent: session.session.split("/").at(-1), title: session.session }),
          el("span", {
            className: session.isProven ? "good" : "bad",
            textContent: (session.isProven && session.cancel ? "no open orders" : words(session.effect)) + (session.cancel ? ` · ${figures(session.cancel)} · ${duration(session.cancel.elapsedMs)}` : "") + (session.strategy ? ` · ${plural(session.strategy.canceled.length, "order")} canceled, ${session.strategy.others} of others stay` : ""),
          }),
        ),
      ),
    );
    const verdict = byId("progress-verdict");
    verdict.className = `verdict ${run.ended === "killSwitchIncomplete" || run.ended === "killSwitchMatchesNothing" ? "bad" : "good"}`;
    say(
      verdict,
      run.ended === "killSwitchCompleted"
        ? `${run.scope?.startsWith("strategy/") ? "None of its known orders is open" : "No open orders"}, proven after ${duration(run.elapsedMs)}.`
        : run.ended === "killSwitchIncomplete"
          ? "Not proven for all. Assume that orders are live: look at the exchange."
          : run.ended === "killSwitchMatchesNothing"
            ? "Nothing that is known now goes by that name, so nothing was canceled. What you meant to stop may go on trading."
            : "",
    );
  }
}

/** Each figure with its name: a bare 0 beside "unconfirmed" reads as good news. */
function figures(cancel) {
  const count = (name) => cancel.counts?.[name] ?? cancel[name]?.length ?? 0;
  const said = [`${count("canceledOrders")} canceled`];
  if (cancel.outcome !== "canceled") said.push(`${count("openOrders")} seen open`, `${count("unaccountedOrders")} not accounted for`);
  return said.join(", ");
}

export const nameOf = (scope) => (scope === "everything" ? "Everything" : scope.replace("/", " "));
export const isGood = (effect) => good.has(effect);
