// @ts-check
/**
 * The Node client. It runs in a child process because Node reads the certificates to trust (`NODE_EXTRA_CA_CERTS`) only at its
 * start. Verification stays on.
 */
import { inspect } from "node:util";
import { createCaller } from "./caller.mjs";

const pack = await import("intune-remote-assistance");
await pack.init();
const call = createCaller(pack, (value) => inspect(value, { depth: Infinity, showHidden: true }));

process.on("message", async (/** @type {{ id: number, order: import("./caller.mjs").Order }} */ { id, order }) => {
  const seen = await call(order);
  process.send?.({ id, seen });
});
process.send?.("ready");
