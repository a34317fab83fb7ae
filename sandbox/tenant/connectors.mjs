// @ts-check
/**
 * The tenant's remote-assistance connector, in the states that Graph names. Not documented is what Graph answers to a
 * request when it is not onboarded; the stand-in plays both ways that make sense: it takes the request and the session
 * then fails, or it refuses the request.
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
 * @property {import("./behaviours.mjs").BehaviourName} [plays]  what every device does instead of its own
 *
 * @typedef {"onboarded" | "onboarding" | "notOnboarded" | "none"} ConnectorState
 */

/** How Intune writes "never". */
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
  onboarded: { partners: [teamViewer("onboarded", "2026-11-21T17:00:00Z")] },
  onboarding: { partners: [teamViewer("onboarding", NEVER)], plays: "failsWithoutConnector" },
  notOnboarded: { partners: [teamViewer("notOnboarded", NEVER)], plays: "failsWithoutConnector" },
  none: { partners: [], plays: "refusedWithoutConnector" },
};
