// @ts-check
/** Helpers of the tests of sessions. */
import { DEVICE, json } from "./support.mjs";

/** The request that reads the device. */
export const READ_URL = `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${DEVICE}?$select=id,deviceName,remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,deviceActionResults`;
export const SESSION_URL = "https://get.teamviewer.com/s123";

/** Graph's reply with the device. */
export const deviceReply = (/** @type {object} */ properties = {}) =>
  json({ id: DEVICE, deviceName: "LAPTOP-07", ...properties });

/** Graph's reply with the device while a session is ready. */
export const readyReply = () => deviceReply({ remoteAssistanceSessionUrl: SESSION_URL });
