// @ts-check
/** Helpers of the tests of `requestForMany`. */

export const deviceRequest = (/** @type {number} */ number) => ({
  scope: "deviceManagement",
  ids: { managedDeviceId: `device-${number}` },
});
export const deviceRequests = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, number) => deviceRequest(number));

/** The number of the device that a request names. */
export const deviceNumber = (/** @type {string} */ url) => Number(/device-(\d+)/.exec(url)?.[1]);

/** The status of a receipt, or the code, outcome and attempts of an error. */
export const summary = (/** @type {any} */ { receipt, error }) =>
  receipt ? receipt.status : [error.code, error.outcome, error.attempts];
