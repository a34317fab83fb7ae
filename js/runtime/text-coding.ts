/**
 * `TextDecoder` and `TextEncoder` for the generated bindings. esbuild puts them in place of the globals.
 *
 * The bindings create both when they are evaluated. Importing this package must not throw where there are none, so that
 * these classes get the real ones at their first use.
 */

class LazyTextDecoder {
  readonly #options: [string, TextDecoderOptions];
  #decoder: globalThis.TextDecoder | undefined;

  constructor(...options: [string, TextDecoderOptions]) {
    this.#options = options;
  }

  /** Without bytes, as the bindings call it at first, it does nothing. */
  decode(bytes?: Uint8Array<ArrayBuffer>): string {
    if (bytes === undefined) return "";
    this.#decoder ??= new globalThis.TextDecoder(...this.#options);
    return this.#decoder.decode(bytes);
  }
}

class LazyTextEncoder {
  #encoder: globalThis.TextEncoder | undefined;

  encodeInto(text: string, target: Uint8Array<ArrayBuffer>): { read: number; written: number } {
    this.#encoder ??= new globalThis.TextEncoder();
    return this.#encoder.encodeInto(text, target);
  }
}

export { LazyTextDecoder as TextDecoder, LazyTextEncoder as TextEncoder };
