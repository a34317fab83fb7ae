// A server-side program, whose compiler is told of Node and not of a browser.
import { readFile } from "node:fs/promises";
import { requestRemoteAssistance } from "intune-remote-assistance";
import { init, urlFor } from "intune-remote-assistance/slim";

await init(await readFile("remote_assistance.wasm"));
await init(new ArrayBuffer(8));
await init(fetch("https://portal.example/remote_assistance.wasm"));
export const address: string = await urlFor("deviceManagement", { managedDeviceId: "a" });
export const { attempts } = await requestRemoteAssistance(
  "deviceManagement",
  { managedDeviceId: "a" },
  async () => "token",
);
