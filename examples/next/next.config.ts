import type { NextConfig } from "next";

const ENTRA = "http://127.0.0.1:4281"; // https://login.microsoftonline.com
const GRAPH = "http://127.0.0.1:4282"; // https://graph.microsoft.com
const isDevelopment = process.env.NODE_ENV === "development";

const policy = [
  "default-src 'none'",
  // Next's own scripts are inline. Its guide to Content-Security-Policy shows how to give them a nonce instead.
  `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
  `connect-src 'self' ${ENTRA} ${GRAPH}`,
  `frame-src 'self' ${ENTRA}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const config: NextConfig = {
  // The lock file at the top of the repository is not that of this project.
  turbopack: { root: __dirname },
  headers: async () => [{ source: "/:path*", headers: [{ key: "Content-Security-Policy", value: policy }] }],
};

export default config;
