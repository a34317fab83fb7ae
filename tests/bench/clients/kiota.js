/** Kiota's runtime, called like from a generated SDK, but without the 2.6 MB of the SDK. */
import {
  BaseBearerTokenAuthenticationProvider,
  DefaultApiError,
  HttpMethod,
  RequestInformation,
} from "@microsoft/kiota-abstractions";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";

const TEMPLATE = "{+baseurl}/deviceManagement/managedDevices/{managedDevice%2Did}/requestRemoteAssistance";
const ERRORS = { XXX: () => () => new DefaultApiError() };

export function createClient({ origin = "https://graph.microsoft.com", getToken }) {
  const provider = new BaseBearerTokenAuthenticationProvider({ getAuthorizationToken: getToken });
  const adapter = new FetchRequestAdapter(provider);
  adapter.baseUrl = `${origin}/v1.0`;
  return (managedDeviceId) => {
    const request = new RequestInformation(HttpMethod.POST, TEMPLATE, { "managedDevice%2Did": managedDeviceId });
    request.headers.tryAdd("Accept", "application/json");
    return adapter.sendNoResponseContent(request, ERRORS);
  };
}
