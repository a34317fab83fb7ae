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
   * @param {string} [innerCode]  a more precise code, in the `innererror` that some of Graph's services spell so
   */
  constructor(status, code, message, headers = {}, innerCode) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.innerCode = innerCode;
  }

  /**
   * Returns the document of the error reply.
   *
   * @param {Record<string, string>} details  the date and the ids of the request
   */
  document(details) {
    const { code, message, innerCode } = this;
    if (innerCode !== undefined) return { error: { code, message, innererror: { code: innerCode, ...details } } };
    return { error: { code, message, innerError: details } };
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
 * @param {number} [retryAfterS]  the time to wait, in the body
 */
export const intuneError = (status, code, message, retryAfterS) =>
  new GraphError(status, code, intuneMessage(message, retryAfterS));

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

/** @type {Record<import("../tenant/behaviours.mjs").Refusal["shape"], (status: number, code: string, message: string, retryAfterS?: number) => GraphError>} */
const SHAPES = {
  graph: (status, code, message) => new GraphError(status, code, message),
  intune: intuneError,
  unknown: unknownIntuneError,
  lowerCase: (status, code, message) => new GraphError(status, "UnknownError", message, {}, code),
};

/**
 * @param {import("../tenant/behaviours.mjs").Refusal} refusal
 * @param {number} [retryAfterS]
 */
export function refusalError({ status, code, message, shape, waitIn = "header" }, retryAfterS) {
  const error = SHAPES[shape](status, code, message, waitIn === "body" ? retryAfterS : undefined);
  if (retryAfterS !== undefined && waitIn === "header") error.headers["Retry-After"] = String(retryAfterS);
  return error;
}

/**
 * Creates the 429 of a busy service.
 *
 * @param {import("../tenant/behaviours.mjs").WaitIn} waitIn
 * @param {number} retryAfterS
 */
export const tooManyRequests = (waitIn, retryAfterS) =>
  refusalError(
    {
      status: 429,
      code: "TooManyRequests",
      message: "Too many requests.",
      shape: waitIn === "body" ? "intune" : "graph",
      waitIn,
    },
    retryAfterS,
  );

/**
 * @param {string} message
 * @param {number | null} [retryAfterS]
 */
function intuneMessage(message, retryAfterS = null) {
  const operation = "Operation ID (for customer support): 00000000-0000-0000-0000-000000000000";
  const activity = `Activity ID: ${crypto.randomUUID()}`;
  const url = "Url: https://fef.sandbox.invalid/DeviceFE/StatelessDeviceFEService/deviceManagement/managedDevices";
  return JSON.stringify(
    {
      _version: 3,
      Message: [message, operation, activity, url].join(" - "),
      CustomApiErrorPhrase: "",
      RetryAfter: retryAfterS,
      ErrorSourceService: "",
      HttpHeaders: "{}",
    },
    null,
    2,
  ).replaceAll("\n", "\r\n");
}
