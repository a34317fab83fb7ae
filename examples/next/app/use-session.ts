import { useMsal } from "@azure/msal-react";
import { RemoteAssistanceError, type SessionProgress, startSession } from "intune-remote-assistance";
import { tokenFromMsal } from "intune-remote-assistance/msal";
import { useEffect, useMemo, useRef, useState } from "react";
import { graphOrigin } from "./config";

const WORDS: Record<SessionProgress["phase"], string> = {
  checking: "Reading the device …",
  requesting: "Sending the request …",
  accepted: "Graph accepted the request.",
  waiting: "Waiting for the session …",
};

/** Requests a session for one device at a time. */
export function useSession() {
  const { instance } = useMsal();
  const token = useMemo(() => tokenFromMsal(instance, { interaction: "redirect" }), [instance]);
  const [status, setStatus] = useState("");
  const [url, setUrl] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const underWay = useRef<AbortController>(null);

  // The effect only ends the call. A call that starts in an effect would ring the device twice in StrictMode.
  useEffect(() => () => underWay.current?.abort(), []);

  async function request(managedDeviceId: string) {
    if (underWay.current !== null) return; // The second click comes before React has disabled the button.
    const controller = new AbortController();
    underWay.current = controller;
    setIsBusy(true);
    setUrl(null);
    try {
      const session = await startSession("deviceManagement", { managedDeviceId }, token, {
        origin: graphOrigin,
        signal: controller.signal,
        onProgress: ({ phase }) => setStatus(WORDS[phase]),
      });
      setStatus(session.message);
      setUrl(session.url);
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      setStatus(error.message);
    } finally {
      underWay.current = null;
      setIsBusy(false);
    }
  }

  return { request, isBusy, status, url };
}
