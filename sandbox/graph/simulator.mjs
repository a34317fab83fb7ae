// @ts-check
import { BEHAVIOURS } from "../tenant/behaviours.mjs";
import { CONNECTORS, NEVER } from "../tenant/connectors.mjs";
import { refusalError } from "./errors.mjs";

/**
 * Simulates the devices on the sandbox's clock. The simulator has no timers: every read computes the device's state
 * from the time that has passed since the last accepted request.
 *
 * @typedef {import("../tenant/behaviours.mjs").Behaviour} Behaviour
 * @typedef {import("../tenant/behaviours.mjs").BehaviourName} BehaviourName
 * @typedef {import("../tenant.mjs").ManagedDevice} ManagedDevice
 * @typedef {"requestRefusal" | "readRefusal"} RefusalKind
 *
 * @typedef {object} ActionResult  properties as in Graph's deviceActionResult
 * @property {string} actionName
 * @property {string} actionState
 * @property {string} startDateTime
 * @property {string} lastUpdatedDateTime
 *
 * @typedef {object} DeviceState  the properties of a device that its sessions change
 * @property {string} link
 * @property {string} error
 * @property {ReadonlyMap<string, ActionResult>} results
 *   by action name: a device keeps only the latest result of an action
 *
 * @typedef {object} DeviceHistory
 * @property {DeviceState} stateBefore  the state of the device before `session`
 * @property {{ requestedAt: number, behaviour: Behaviour } | null} session  the session of the last accepted request
 * @property {number} acceptedRequests
 * @property {Map<RefusalKind, number>} refusedUntil  when each temporary refusal ends
 * @property {number} reads  the reads by id since the last accepted request
 */

export const DEFAULT_STEP_MS = 2_000;
/** Graph does not document the `actionName` of this action, so the sandbox uses the action's name in the URL. */
const ACTION_NAME = "requestRemoteAssistance";

/**
 * @param {object} options
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {number} [options.stepMs]  the length of one step of a behaviour
 */
export function createSimulator({ tenant, clock, stepMs = DEFAULT_STEP_MS }) {
  const startedAt = clock.now();
  /** @type {Map<string, DeviceHistory>} */
  const histories = new Map();
  /** @type {Map<string, Behaviour>} */
  const overrides = new Map();

  /** @param {ManagedDevice} device */
  const behaviourOf = (device) => overrides.get(device.id) ?? BEHAVIOURS[device.behaviour];

  /**
   * @param {ManagedDevice} device
   * @returns {DeviceHistory}
   */
  function historyOf(device) {
    const known = histories.get(device.id);
    if (known !== undefined) return known;
    const { earlierSession, actionName, startsInYearOne } = behaviourOf(device);
    const empty = /** @type {DeviceState} */ ({ link: "", error: "", results: new Map() });
    const at = startedAt - (earlierSession?.minutesAgo ?? 0) * 60_000;
    const history = {
      stateBefore: earlierSession
        ? applyChange(empty, earlierSession, {
            device,
            sessionNumber: 0,
            actionName,
            startsInYearOne,
            requestedAt: at,
            at,
          })
        : empty,
      session: null,
      acceptedRequests: 0,
      refusedUntil: new Map(),
      reads: 0,
    };
    histories.set(device.id, history);
    return history;
  }

  /**
   * @param {ManagedDevice} device
   * @param {DeviceHistory} history
   */
  function currentState(device, { stateBefore, session, acceptedRequests }) {
    if (session === null) return stateBefore;
    const {
      requestedAt,
      behaviour: { changes = [], actionName, startsInYearOne },
    } = session;
    const context = { device, sessionNumber: acceptedRequests, actionName, startsInYearOne, requestedAt };
    return changes
      .map((change) => ({ change, at: requestedAt + change.step * stepMs }))
      .filter(({ at }) => at <= clock.now())
      .reduce((state, { change, at }) => applyChange(state, change, { ...context, at }), stateBefore);
  }

  /**
   * @param {DeviceHistory} history
   * @param {RefusalKind} kind
   * @param {Behaviour} behaviour
   */
  function throwIfRefused({ refusedUntil, reads }, kind, behaviour) {
    const refusal = behaviour[kind];
    if (refusal === undefined) return;
    const { temporary, onlyRead, retryAfterS = 0 } = refusal;
    if (onlyRead !== undefined && onlyRead !== reads) return;
    if (!temporary) throw refusalError(refusal, refusal.retryAfterS);
    const now = clock.now();
    const until = refusedUntil.get(kind) ?? now + retryAfterS * 1000;
    if (!refusedUntil.has(kind) || now < until) {
      refusedUntil.set(kind, until);
      // A client that retries too early gets the remaining time as its `Retry-After`.
      throw refusalError(refusal, Math.ceil((until - now) / 1000));
    }
    refusedUntil.delete(kind);
  }

  return {
    /**
     * Replaces the behaviour of a device and deletes the device's history.
     *
     * @param {string} name  the device's name or id
     * @param {BehaviourName | Behaviour} behaviour
     */
    setBehaviour(name, behaviour) {
      const device = tenant.deviceById(name) ?? tenant.devices.find(({ deviceName }) => deviceName === name);
      const override = typeof behaviour === "string" ? BEHAVIOURS[behaviour] : behaviour;
      if (device === undefined || override === undefined)
        throw new RangeError(`no such device or behaviour: ${name}, ${behaviour}`);
      overrides.set(device.id, override);
      histories.delete(device.id);
    },

    /**
     * Requests a session. Throws Graph's error if Graph refuses the request.
     *
     * @param {ManagedDevice} device
     * @param {import("../tenant.mjs").Account} account
     */
    request(device, account) {
      const connector = CONNECTORS[account.connector ?? tenant.connector];
      const behaviour = connector.behaviour === undefined ? behaviourOf(device) : BEHAVIOURS[connector.behaviour];
      const history = historyOf(device);
      throwIfRefused(history, "requestRefusal", behaviour);
      histories.set(device.id, {
        ...history,
        stateBefore: currentState(device, history),
        session: { requestedAt: clock.now(), behaviour },
        acceptedRequests: history.acceptedRequests + 1,
        reads: 0,
      });
    },

    /**
     * Checks that the device may be read by its id. Throws Graph's error if Graph refuses the read.
     *
     * @param {ManagedDevice} device
     */
    read(device) {
      const history = historyOf(device);
      if (history.session !== null) history.reads += 1;
      throwIfRefused(history, "readRefusal", behaviourOf(device));
    },

    /**
     * Returns the reply's document for a read of the device by its id.
     *
     * @param {ManagedDevice} device
     * @param {Record<string, unknown>} document
     */
    documentOf(device, document) {
      const { readForm } = behaviourOf(device);
      if (readForm === "wrapped") return { value: document };
      if (readForm === "otherDevice") return { ...document, id: crypto.randomUUID() };
      return document;
    },

    /**
     * Returns the properties of a managedDevice that a session changes.
     *
     * @param {ManagedDevice} device
     * @returns {Record<string, unknown>}
     */
    properties(device) {
      const { link, error, results } = currentState(device, historyOf(device));
      return {
        remoteAssistanceSessionUrl: link,
        remoteAssistanceSessionErrorDetails: error,
        deviceActionResults: [...results.values()],
        ...behaviourOf(device).propertyOverrides,
      };
    },
  };
}

/** @typedef {ReturnType<typeof createSimulator>} Simulator */

/**
 * @param {DeviceState} state
 * @param {import("../tenant/behaviours.mjs").Change} change
 * @param {object} context
 * @param {ManagedDevice} context.device
 * @param {number} context.sessionNumber  part of the session's link
 * @param {string | null | undefined} context.actionName
 * @param {true | undefined} context.startsInYearOne
 * @param {number} context.requestedAt
 * @param {number} context.at  when the change happens
 * @returns {DeviceState}
 */
function applyChange(
  state,
  { link, error, actionState, otherAction },
  { device, sessionNumber, actionName = ACTION_NAME, startsInYearOne, requestedAt, at },
) {
  const results = new Map(state.results);
  const startedAt = startsInYearOne ? NEVER : timestamp(requestedAt);
  if (actionState !== undefined && actionName !== null)
    results.set(actionName, actionResult(actionName, actionState, startedAt, at));
  if (otherAction !== undefined)
    results.set(
      otherAction.actionName,
      actionResult(otherAction.actionName, otherAction.actionState, timestamp(at), at),
    );
  return {
    link: link?.replace("{session}", `${device.id.slice(0, 8)}-${sessionNumber}`) ?? state.link,
    error: error ?? state.error,
    results,
  };
}

/**
 * @param {string} actionName
 * @param {string} actionState
 * @param {string} startedAt
 * @param {number} updatedAt
 * @returns {ActionResult}
 */
const actionResult = (actionName, actionState, startedAt, updatedAt) => ({
  actionName,
  actionState,
  startDateTime: startedAt,
  lastUpdatedDateTime: timestamp(updatedAt),
});

/**
 * Formats a time with seven decimal places, as Graph does for times that it stores in ticks of 100 nanoseconds.
 *
 * @param {number} ms
 */
const timestamp = (ms) => new Date(ms).toISOString().replace("Z", "0000Z");
