// @ts-check
/**
 * The caller's side of a row, in Node and in a page alike. It calls the given package, counts `fetch()` calls and reports the
 * result as plain data. The report holds no token. It names the places where a token was found.
 *
 * @typedef {object} Order
 * @property {string} origin
 * @property {boolean} warmUp  whether a successful call goes before
 * @property {"fixed" | "function"} token
 * @property {Record<string, unknown>} options
 * @property {number} patienceMs  after this time a call counts as pending for ever
 *
 * @typedef {object} Seen  the report of a call
 * @property {string} code  the error's code; `receipt`, `pending` or `foreign` (an error of another class)
 * @property {Record<string, any>} fields  of the error or the receipt
 * @property {number} fetches  `fetch()` calls
 * @property {number} ms
 * @property {number} lateMs  by how much this side's timers were late during the call
 * @property {(string | undefined)[]} claims  the claims of each call of the token function, or `forceRefresh`, in order
 * @property {string[]} leaks  the texts made from the error or the receipt that hold a token
 * @property {string | null} warmUp  how the successful call before ended; null if there was none
 */

/** Every token of the lab holds this text. */
export const CANARY = "lab-canary-7e57ab1e";
const token = (/** @type {number} */ number) => `eyJub25lIjoxfQ.${CANARY}.signature-${number}`;

const ids = { usersId: "ada@contoso.com", managedDeviceId: "1ab00000-0000-4000-8000-000000000001" };

/** @type {Map<string, number>} */
const fetchesByOrigin = new Map();
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { origin } = new URL(String(input));
  fetchesByOrigin.set(origin, (fetchesByOrigin.get(origin) ?? 0) + 1);
  return realFetch(input, init);
};

/**
 * Creates the function that makes one call and reports it.
 *
 * @param {any} pack  the package
 * @param {(error: unknown) => string} inspect  gives the most detailed text that the platform makes of a value
 * @returns {(order: Order) => Promise<Seen>}
 */
export function createCaller({ requestRemoteAssistance, RemoteAssistanceError }, inspect) {
  let tokens = 0;

  return async ({ origin, warmUp, token: kind, options, patienceMs }) => {
    const call = (/** @type {unknown} */ given, managedDeviceId = ids.managedDeviceId) =>
      requestRemoteAssistance("users", { ...ids, managedDeviceId }, given, { ...options, origin });
    // The warm-up is for another device, so the browser cannot reuse its preflight.
    const before = warmUp ? await settle(call(token(++tokens), "warm-up"), patienceMs) : null;
    // The connection is free for the next request one task after its reply arrived.
    if (warmUp) await new Promise((resolve) => setTimeout(resolve, 0));
    const fetchesBefore = fetchesByOrigin.get(origin) ?? 0;
    /** @type {(string | undefined)[]} */
    const claims = [];
    const provide = async (/** @type {{ claims?: string, forceRefresh?: boolean }} */ request) => {
      claims.push(request.forceRefresh ? "forceRefresh" : request.claims);
      return token(++tokens);
    };
    const lateness = measureLateness();
    const start = performance.now();
    const end = await settle(call(kind === "fixed" ? token(++tokens) : provide), patienceMs);
    const ms = performance.now() - start;
    const { value } = end;
    return {
      code: end.kind === "error" ? (value instanceof RemoteAssistanceError ? value.code : "foreign") : end.kind,
      fields: { ...value, message: value?.message, hasCause: Object.hasOwn(value ?? {}, "cause") },
      fetches: (fetchesByOrigin.get(origin) ?? 0) - fetchesBefore,
      ms,
      lateMs: lateness(),
      claims,
      leaks: leaks(value, inspect),
      warmUp: before && `${before.kind} ${before.value?.code ?? ""}`.trim(),
    };
  };
}

const BEAT_MS = 20;

/**
 * Adds up by how many milliseconds this thread's timers are late. A busy machine adds this time to a duration.
 *
 * @returns {() => number}  ends the measurement and gives the sum
 */
export function measureLateness() {
  let lateMs = 0;
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    lateMs += Math.max(0, now - last - BEAT_MS);
    last = now;
  };
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(timer);
    beat();
    return lateMs;
  };
}

/**
 * Waits for a promise, but no longer than `patienceMs`.
 *
 * @param {Promise<any>} promise
 * @param {number} patienceMs
 * @returns {Promise<{ kind: string, value: any }>}
 */
async function settle(promise, patienceMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const patience = new Promise(
    (resolve) => void (timer = setTimeout(resolve, patienceMs, { kind: "pending", value: undefined })),
  );
  const settled = promise.then(
    (value) => ({ kind: "receipt", value }),
    (value) => ({ kind: "error", value }),
  );
  return Promise.race([settled, patience]).finally(() => clearTimeout(timer));
}

/**
 * Lists the texts made from a value, or from its causes, that hold a token.
 *
 * @param {any} value
 * @param {(value: unknown) => string} inspect
 */
function leaks(value, inspect) {
  /** @type {Record<string, string>} */
  const views = { text: String(value), json: JSON.stringify(value) ?? "", inspect: inspect(value) };
  for (let one = value, path = ""; one !== null && typeof one === "object"; one = one.cause, path += "cause.") {
    for (const name of Object.getOwnPropertyNames(one)) views[path + name] = String(one[name]);
    if (path.length > 60) break;
  }
  return Object.keys(views).filter((view) => views[view].includes(CANARY));
}
