// @ts-check
/**
 * The errors of Graph. An error of Graph itself has a plain code and message. An error of Intune, the service behind
 * Graph, has JSON in its message, and sometimes JSON inside that JSON. The stand-in uses the same form in the same
 * places.
 */
export class GraphError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {Record<string, string>} [headers]
   */
  constructor(status, code, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** @param {string} message */
export const badRequest = (message) => new GraphError(400, "BadRequest", message);

/** @param {string} message */
export const notFound = (message) => new GraphError(404, "ResourceNotFound", message);

/**
 * @param {number} status
 * @param {string} code
 * @param {string} message
 */
export const intuneError = (status, code, message) => new GraphError(status, code, intuneMessage(message));

/**
 * Creates the error into which Graph converts an unknown Intune error: Graph moves the code into the message, and the
 * message one level down.
 *
 * @param {number} status
 * @param {string} code
 * @param {string} message
 */
export function unknownIntuneError(status, code, message) {
  const wrapped = {
    ErrorCode: code,
    Message: intuneMessage(message),
    Target: null,
    Details: null,
    InnerError: null,
    InstanceAnnotations: [],
  };
  return new GraphError(status, "UnknownError", JSON.stringify(wrapped));
}

/** @type {Record<import("../tenant/behaviours.mjs").Refusal["shape"], (status: number, code: string, message: string) => GraphError>} */
const SHAPES = {
  graph: (status, code, message) => new GraphError(status, code, message),
  intune: intuneError,
  unknown: unknownIntuneError,
};

/**
 * @param {import("../tenant/behaviours.mjs").Refusal} refusal
 * @param {number} [retryAfterS]
 */
export function refusalError({ status, code, message, shape }, retryAfterS) {
  const error = SHAPES[shape](status, code, message);
  if (retryAfterS !== undefined) error.headers["Retry-After"] = String(retryAfterS);
  return error;
}

/** @param {string} message */
function intuneMessage(message) {
  const operation = "Operation ID (for customer support): 00000000-0000-0000-0000-000000000000";
  const activity = `Activity ID: ${crypto.randomUUID()}`;
  const url = "Url: https://fef.sandbox.invalid/DeviceFE/StatelessDeviceFEService/deviceManagement/managedDevices";
  return JSON.stringify(
    {
      _version: 3,
      Message: [message, operation, activity, url].join(" - "),
      CustomApiErrorPhrase: "",
      RetryAfter: null,
      ErrorSourceService: "",
      HttpHeaders: "{}",
    },
    null,
    2,
  ).replaceAll("\n", "\r\n");
}
