"use client";

import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";
import { useEffect } from "react";

/** Entra ID returns here, and MSAL passes the answer to the page that asked for the sign-in. */
export default function Redirect() {
  useEffect(() => void broadcastResponseToMainFrame(), []);
  return <p>Signing in …</p>;
}
