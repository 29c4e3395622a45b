// Where the orders are: nobody is to take a live desk for a sandbox, or the other way round.

import { byId, el } from "./dom.js";

/** "LIVE api.gemini.com". */
export const venueName = (venue) => `${venue.mode.toUpperCase()} ${venue.host}`;

/** The whole by its most dangerous one, which comes first. */
export function renderVenues(venues) {
  const isMixed = venues.some((venue) => venue.mode === "live") && venues.some((venue) => venue.mode !== "live");
  byId("venues").dataset.mode = venues[0]?.mode ?? "";
  byId("venues").replaceChildren(
    ...venues.map((venue) => el("b", { className: "venue", data: { mode: venue.mode }, textContent: venueName(venue) })),
    isMixed ? el("span", { className: "mixed", textContent: "Real orders and play money side by side: look at each session's exchange." }) : "",
  );
}
