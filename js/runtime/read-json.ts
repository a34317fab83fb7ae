/** Reads the body of a response as JSON, within a limit. */

/** The body broke off: the connection failed before its end. */
export class BrokenBody extends Error {}

/** The number of bytes that an empty chunk counts. A stream of empty chunks would never end and let no timer run. */
const EMPTY_CHUNK_BYTES = 1_024;

/**
 * The parsed document. Undefined if the body is longer than the limit, or complete but no JSON.
 *
 * @param reader of the body
 * @param limit in bytes
 * @param isHidden members with such a name or value are left out of the document
 * @throws {@link BrokenBody}
 */
export async function readJson(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  isHidden: (value: unknown) => boolean,
): Promise<unknown> {
  // Decoded as UTF-8 whatever the headers say (RFC 8259 section 8.1).
  const decoder = new globalThis.TextDecoder();
  let text = "";
  for (let length = 0; length <= limit; ) {
    const { done, value } = await readChunk(reader);
    if (done) return parse(text, isHidden);
    length += value.byteLength || EMPTY_CHUNK_BYTES;
    text += decoder.decode(value, { stream: true });
  }
  return undefined;
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new BrokenBody("The body broke off", { cause });
  }
}

function parse(text: string, isHidden: (value: unknown) => boolean): unknown {
  return JSON.parse(text, (name, value) => (isHidden(name) || isHidden(value) ? undefined : value));
}
