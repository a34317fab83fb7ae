// @ts-check
/** Prints the response headers for a host of the static build, in the `_headers` form that several hosts read. */
import { CLOUD_HOSTS, contentSecurityPolicy } from "./csp.mjs";

console.log("/*");
console.log(`  Content-Security-Policy: ${contentSecurityPolicy({ connect: CLOUD_HOSTS })}`);
console.log("  X-Content-Type-Options: nosniff");
console.log("  Referrer-Policy: no-referrer");
