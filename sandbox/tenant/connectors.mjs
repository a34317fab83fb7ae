// @ts-check
import { recent } from "./recent.mjs";

/**
 * The tenant's remote-assistance connector in each state that Graph names. Graph does not document its answer to a
 * request when the connector is not onboarded. The sandbox offers both plausible answers: Graph accepts the request and
 * the session then fails, or Graph refuses the request.
 *
 * @typedef {object} RemoteAssistancePartner  properties as in Graph's remoteAssistancePartner
 * @property {string} id
 * @property {string} displayName
 * @property {string} onboardingUrl
 * @property {"notOnboarded" | "onboarding" | "onboarded"} onboardingStatus
 * @property {string} lastConnectionDateTime
 *
 * @typedef {object} Connector
 * @property {readonly RemoteAssistancePartner[]} partners
 * @property {import("./behaviours.mjs").BehaviourName} [behaviour]  replaces the behaviour of every device
 *
 * @typedef {"onboarded" | "onboarding" | "notOnboarded" | "none"} ConnectorState
 */

/** The date that Intune writes for "never". */
export const NEVER = "0001-01-01T00:00:00Z";

/**
 * @param {RemoteAssistancePartner["onboardingStatus"]} onboardingStatus
 * @param {string} lastConnectionDateTime
 * @returns {RemoteAssistancePartner}
 */
const teamViewer = (onboardingStatus, lastConnectionDateTime) => ({
  id: "02e8ccc3-4985-471f-a1b5-1fd171f6f649",
  displayName: "TeamViewer",
  onboardingUrl: "https://connect.teamviewer.sandbox.invalid/onboarding",
  onboardingStatus,
  lastConnectionDateTime,
});

/** @type {Record<ConnectorState, Connector>} */
export const CONNECTORS = {
  onboarded: { partners: [teamViewer("onboarded", recent("2026-11-21T17:00:00Z"))] },
  onboarding: { partners: [teamViewer("onboarding", NEVER)], behaviour: "failsWithoutConnector" },
  notOnboarded: { partners: [teamViewer("notOnboarded", NEVER)], behaviour: "failsWithoutConnector" },
  none: { partners: [], behaviour: "refusedWithoutConnector" },
};
