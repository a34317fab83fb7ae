/** Reads the body of a response as JSON, within a limit. */

/** The body broke off: the connection failed before its end. The cause says how. */
export class BrokenBody extends Error {}

/** The number of bytes that an empty chunk counts. A stream of empty chunks would never end and let no timer run. */
const EMPTY_CHUNK_BYTES = 1_024;

/**
 * The whole text. Undefined if it is longer than the limit.
 *
 * @param response what `fetch` gave: a `Response`, or a mock or polyfill without a stream
 * @param limit in bytes; for a response without a stream in UTF-16 units
 * @param onReader is given what cancels the body
 * @throws {@link BrokenBody}
 */
export async function readText(
  response: any,
  limit: number,
  onReader: (cancel: () => unknown) => void,
): Promise<string | undefined> {
  if (typeof response.body?.getReader !== "function") return textWithoutStream(response, limit);
  const reader: ReadableStreamDefaultReader<Uint8Array | string> = response.body.getReader();
  onReader(() => reader.cancel());
  // Decoded as UTF-8 whatever the headers say (RFC 8259 section 8.1).
  const decoder = new globalThis.TextDecoder();
  let text = "";
  for (let length = 0; length <= limit; ) {
    const { done, value } = await readChunk(reader);
    if (done) return text;
    // Mocks for tests give text instead of bytes.
    const isText = typeof value === "string";
    length += (isText ? value.length : value.byteLength) || EMPTY_CHUNK_BYTES;
    text += isText ? value : decoder.decode(value, { stream: true });
  }
  return undefined;
}

/** The document of a text. Members with a hidden name or value are left out. It throws if the text is no JSON. */
export function parseJson(text: string, isHidden: (value: unknown) => boolean): unknown {
  return JSON.parse(text, (name, value) => (isHidden(name) || isHidden(value) ? undefined : value));
}

async function readChunk<T>(reader: ReadableStreamDefaultReader<T>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new BrokenBody("The body broke off", { cause });
  }
}

/** Mocks for tests, React Native and some polyfills have no stream. Small mocks have only `json`. */
async function textWithoutStream(response: any, limit: number): Promise<string | undefined> {
  const isText = typeof response.text === "function";
  const given: unknown = isText ? await readWholeText(response) : JSON.stringify(await response.json());
  const text = String(given).replace(/^\ufeff/, "");
  return text.length <= limit ? text : undefined;
}

async function readWholeText(response: any): Promise<unknown> {
  try {
    return await response.text();
  } catch (cause) {
    throw new BrokenBody("The body broke off", { cause });
  }
}
