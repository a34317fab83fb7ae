// @ts-check
/** The changes that most behaviours share. */

export const LINK = "https://get.teamviewer.sandbox.invalid/s/{session}";

/** @type {(step: number) => import("./behaviours.mjs").Change & { step: number }} */
export const ready = (step) => ({ step, actionState: "done", link: LINK, error: "" });
export const pending = { step: 0, actionState: "pending" };
export const active = { step: 1, actionState: "active" };
