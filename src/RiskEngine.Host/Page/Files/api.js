// Calls of the service. A call that fails throws a Fault with what a person can read.

let antiForgery = null;

export class Fault extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function call(method, path, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(antiForgery ? { "X-Anti-Forgery": antiForgery } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Fault(0, "The service does not answer. Whether it heard this is not known.");
  }
  if (answer.status === 204) return null;
  const said = await answer.json().catch(() => null);
  if (answer.ok) return said;
  const errors = Object.entries(said?.errors ?? {}).map(([name, faults]) => `${name} ${faults.join(" ")}`);
  throw new Fault(answer.status, errors[0] ?? [said?.title, said?.detail].filter(Boolean).join(" ") ?? `HTTP ${answer.status}`);
}

/** Sends a command so that it is done once, however often it is sent. */
export const command = (path, body) => call("POST", path, body, { "Idempotency-Key": crypto.randomUUID() });

export async function whoAmI() {
  const me = await call("GET", "/api/me");
  antiForgery = me.antiForgery ?? null;
  return me;
}

export async function signIn(token) {
  const me = await call("POST", "/api/sign-in", { token });
  antiForgery = me.antiForgery ?? null;
  return me;
}

export async function signOut() {
  await call("POST", "/api/sign-out");
  antiForgery = null;
}
