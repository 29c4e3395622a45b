// What the service tells by itself: numbered events, and every second how everything stands.

const patience = 4000;
const retry = 1500;
const remembered = 3000;

/** Follows the stream; `heard.snapshot`, `heard.event`, `heard.lost(since)`, `heard.live()` and `heard.refused()` are told. */
export class Stream {
  #source = null;
  #lastHeard = 0;
  #isLost = false;
  #seen = new Set();
  #heard;
  #watch;

  constructor(heard) {
    this.#heard = heard;
    this.#open();
    this.#watch = setInterval(() => this.#check(), 500);
  }

  close() {
    clearInterval(this.#watch);
    this.#source.close();
  }

  #open() {
    this.#source?.close();
    this.#source = new EventSource("/api/events");
    this.#source.onmessage = (message) => {
      this.#alive();
      if (this.#seen.has(message.lastEventId)) return;
      this.#seen.add(message.lastEventId);
      if (this.#seen.size > remembered) this.#seen.delete(this.#seen.values().next().value);
      this.#heard.event(JSON.parse(message.data));
    };
    this.#source.addEventListener("snapshot", (message) => {
      this.#alive();
      this.#heard.snapshot(JSON.parse(message.data));
    });
    this.#source.onerror = () => this.#broken();
    this.#openedAt = performance.now();
  }

  #openedAt = 0;

  #alive() {
    this.#lastHeard = Date.now();
    if (this.#isLost || !this.#wasLive) this.#heard.live();
    [this.#isLost, this.#wasLive] = [false, true];
  }

  #wasLive = false;

  #broken() {
    this.#lose();
    // A refusal closes the source for good; a break does not, and the browser comes back by itself.
    if (this.#source.readyState === EventSource.CLOSED) this.#heard.refused();
  }

  #check() {
    if (this.#wasLive && Date.now() - this.#lastHeard > patience) this.#lose();
    if (this.#isLost && performance.now() - this.#openedAt > retry && this.#source.readyState !== EventSource.OPEN) this.#open();
  }

  #lose() {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#heard.lost(this.#lastHeard);
  }
}
