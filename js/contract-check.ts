/** Fails to compile if Rust and `types.ts` name different fields. It ships nothing. */

import type { Connector, DetectedApp, Device, User } from "./entities.js";
import type * as contract from "./generated/contract.js";
import type { FailureFields } from "./runtime/failures.js";
import type { Receipt, Session, SessionResult, WithReceipt } from "./types.js";

type Same<A, B> = [A, B] extends [B, A] ? true : false;

const failure: Same<keyof FailureFields, contract.FailureField> = true;
const receipt: Same<keyof Receipt, contract.ReceiptField> = true;
const session: Same<keyof Session, contract.SessionField> = true;
const started: Same<
  Exclude<keyof SessionResult | keyof WithReceipt, keyof Session> | "ended" | "error",
  Exclude<contract.StartedField, "session">
> = true;
const device: Same<keyof Device, contract.DeviceField> = true;
const detectedApp: Same<keyof DetectedApp, contract.DetectedAppField> = true;
const connector: Same<keyof Connector, contract.ConnectorField> = true;
const user: Same<keyof User, contract.UserField> = true;

export const checked = [failure, receipt, session, started, device, detectedApp, connector, user];
