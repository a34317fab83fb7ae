/** The properties that Vue's tools check in a template with `<remote-assistance>`. This file is never run. */

import type {} from "intune-remote-assistance/element/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["remote-assistance"]>["$props"];

export const props: Props = {
  class: "help",
  "managed-device-id": "d",
  token: async () => "token",
  "onremote-assistance-ready": ({ detail }) => console.log(detail.url),
};
// @ts-expect-error the device is missing
export const without: Props = { token: "token" };
