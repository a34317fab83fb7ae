// A server-side program that compiles with the types of Node and without the DOM library.
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
