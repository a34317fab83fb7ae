// @ts-check
/**
 * The fault lab: a server on raw sockets plays every fault by name, over plain HTTP and TLS, on fresh and on reused
 * connections, and the package must end every call as documented.
 *
 *   node --test tests/lab/*.test.mjs                             all of it, with a table for each client
 *   LAB=reset-amid-headers node --test tests/lab/*.test.mjs      one fault; several with commas
 */
import { startNode } from "./clients.mjs";
import { runLab } from "./run.mjs";

runLab("node", startNode);
