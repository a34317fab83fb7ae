// @ts-check
import { BEHAVIOURS } from "../tenant/behaviours.mjs";
import { CONNECTORS } from "../tenant/connectors.mjs";
import { refusalOf } from "./errors.mjs";

/**
 * Plays the devices' behaviours by the sandbox's clock. Nothing here runs by itself: what a device looks like is worked
 * out whenever somebody asks, from the time that has passed since the last request that was taken.
 *
 * @typedef {import("../tenant/behaviours.mjs").Behaviour} Behaviour
 * @typedef {import("../tenant/behaviours.mjs").BehaviourName} BehaviourName
 * @typedef {import("../tenant.mjs").ManagedDevice} ManagedDevice
 *
 * @typedef {object} ActionResult  properties as in Graph's deviceActionResult
 * @property {string} actionName
 * @property {string} actionState
 * @property {string} startDateTime
 * @property {string} lastUpdatedDateTime
 *
 * @typedef {object} Look  what can be seen of a device's sessions
 * @property {string} link
 * @property {string} error
 * @property {ReadonlyMap<string, ActionResult>} results  by name: there is one of each kind of action, the latest
 *
 * @typedef {object} Past  of one device
 * @property {Look} left  by whatever came before the session
 * @property {{ at: number, behaviour: Behaviour } | null} session  since the last request that was taken
 * @property {number} taken  how many requests were
 * @property {Map<"request" | "read", number>} opensAt  when a refusal that does not last is over
 */

export const DEFAULT_STEP_MS = 2_000;
/** What Graph calls this action among a device's results is not documented; this is its name in the address. */
const ACTION_NAME = "requestRemoteAssistance";

/**
 * @param {object} options
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {number} [options.stepMs]  how long a step of a behaviour is
 */
export function createPlayback({ tenant, clock, stepMs = DEFAULT_STEP_MS }) {
  const startedAt = clock.now();
  /** @type {Map<string, Past>} */
  const pasts = new Map();
  /** @type {Map<string, Behaviour>} */
  const cast = new Map();

  /** @param {ManagedDevice} device */
  const behaviourOf = (device) => cast.get(device.id) ?? BEHAVIOURS[device.plays];

  /**
   * @param {ManagedDevice} device
   * @returns {Past}
   */
  function pastOf(device) {
    const known = pasts.get(device.id);
    if (known !== undefined) return known;
    const { before, actionName } = behaviourOf(device);
    const left = /** @type {Look} */ ({ link: "", error: "", results: new Map() });
    const at = startedAt - (before?.minutesAgo ?? 0) * 60_000;
    const past = {
      left: before ? changed(left, before, { device, number: 0, actionName, from: at, at }) : left,
      session: null,
      taken: 0,
      opensAt: new Map(),
    };
    pasts.set(device.id, past);
    return past;
  }

  /**
   * @param {ManagedDevice} device
   * @param {Past} past
   */
  function lookOf(device, { left, session, taken }) {
    if (session === null) return left;
    const {
      at: from,
      behaviour: { after = [], actionName },
    } = session;
    return after
      .map((change) => ({ change, at: from + change.step * stepMs }))
      .filter(({ at }) => at <= clock.now())
      .reduce((look, { change, at }) => changed(look, change, { device, number: taken, actionName, from, at }), left);
  }

  /**
   * @param {Past} past
   * @param {"request" | "read"} what
   * @param {Behaviour} behaviour
   */
  function throwIfRefused({ opensAt }, what, behaviour) {
    const refusal = behaviour[what];
    if (refusal === undefined) return;
    const { once, retryAfterS = 0 } = refusal;
    if (!once) throw refusalOf(refusal, refusal.retryAfterS);
    const now = clock.now();
    const opens = opensAt.get(what) ?? now + retryAfterS * 1000;
    if (!opensAt.has(what) || now < opens) {
      opensAt.set(what, opens);
      // Who comes back too early is told to wait for the rest.
      throw refusalOf(refusal, Math.ceil((opens - now) / 1000));
    }
    opensAt.delete(what);
  }

  return {
    /**
     * From now on a device does something else, as if nothing had happened to it before.
     *
     * @param {string} name  the device's name or id
     * @param {BehaviourName | Behaviour} behaviour
     */
    play(name, behaviour) {
      const device = tenant.deviceById(name) ?? tenant.devices.find(({ deviceName }) => deviceName === name);
      const script = typeof behaviour === "string" ? BEHAVIOURS[behaviour] : behaviour;
      if (device === undefined || script === undefined)
        throw new RangeError(`no such device or behaviour: ${name}, ${behaviour}`);
      cast.set(device.id, script);
      pasts.delete(device.id);
    },

    /**
     * Somebody asks for a session; throws what Graph answers if it does not take the request.
     *
     * @param {ManagedDevice} device
     * @param {import("../tenant.mjs").Account} account
     */
    request(device, account) {
      const { plays } = CONNECTORS[account.connector ?? tenant.connector];
      const behaviour = plays === undefined ? behaviourOf(device) : BEHAVIOURS[plays];
      const past = pastOf(device);
      throwIfRefused(past, "request", behaviour);
      pasts.set(device.id, {
        ...past,
        left: lookOf(device, past),
        session: { at: clock.now(), behaviour },
        taken: past.taken + 1,
      });
    },

    /**
     * Somebody reads the device by its id; throws if that is refused.
     *
     * @param {ManagedDevice} device
     */
    read: (device) => throwIfRefused(pastOf(device), "read", behaviourOf(device)),

    /**
     * The properties of a managedDevice that a session changes.
     *
     * @param {ManagedDevice} device
     * @returns {Record<string, unknown>}
     */
    properties(device) {
      const { link, error, results } = lookOf(device, pastOf(device));
      return {
        remoteAssistanceSessionUrl: link,
        remoteAssistanceSessionErrorDetails: error,
        deviceActionResults: [...results.values()],
        ...behaviourOf(device).overlay,
      };
    },
  };
}

/** @typedef {ReturnType<typeof createPlayback>} Playback */

/**
 * @param {Look} look
 * @param {import("../tenant/behaviours.mjs").Change} change
 * @param {object} context
 * @param {ManagedDevice} context.device
 * @param {number} context.number  of the session, for its link
 * @param {string | null | undefined} context.actionName
 * @param {number} context.from  when the session was asked for
 * @param {number} context.at
 * @returns {Look}
 */
function changed(look, { link, error, action, other }, { device, number, actionName = ACTION_NAME, from, at }) {
  const results = new Map(look.results);
  if (action !== undefined && actionName !== null) results.set(actionName, result(actionName, action, from, at));
  if (other !== undefined) results.set(other.actionName, result(other.actionName, other.actionState, at, at));
  return {
    link: link?.replace("{session}", `${device.id.slice(0, 8)}-${number}`) ?? look.link,
    error: error ?? look.error,
    results,
  };
}

/**
 * @param {string} actionName
 * @param {string} actionState
 * @param {number} from
 * @param {number} at
 * @returns {ActionResult}
 */
const result = (actionName, actionState, from, at) => ({
  actionName,
  actionState,
  startDateTime: timestamp(from),
  lastUpdatedDateTime: timestamp(at),
});

/**
 * As Graph writes times that it has to the tick: with seven decimal places.
 *
 * @param {number} ms
 */
const timestamp = (ms) => new Date(ms).toISOString().replace("Z", "0000Z");
