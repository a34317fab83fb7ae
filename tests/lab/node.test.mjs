// @ts-check
/**
 * The fault lab, with Node as the client. A server on raw sockets plays each fault over plain HTTP and TLS, on fresh and on reused
 * connections. The package must end every call as documented.
 *
 *   node --test tests/lab/*.test.mjs                             all faults, with a table for each client
 *   LAB=reset-amid-headers node --test tests/lab/*.test.mjs      one fault; separate several by commas
 */
import { startNode } from "./clients.mjs";
import { runLab } from "./run.mjs";

runLab("node", startNode);
