import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const ENTRA = "http://127.0.0.1:4281"; // https://login.microsoftonline.com
const GRAPH = "http://127.0.0.1:4282"; // https://graph.microsoft.com

export default defineConfig({
  plugins: [react()],
  build: { rollupOptions: { input: ["index.html", "redirect.html"] } },
  // Your web server sends this policy in production. The development server needs inline scripts.
  preview: {
    headers: {
      "Content-Security-Policy": [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        `connect-src ${ENTRA} ${GRAPH}`,
        `frame-src 'self' ${ENTRA}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
      ].join("; "),
    },
  },
});
