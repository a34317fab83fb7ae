/** The tokens that the portal gave for a call, or for all requests of a list or batch. A server may echo each of them. */

/** A shorter token is no real one, and would be found in every text. */
const MIN_LENGTH = 8;

/** A portal has one token for an hour. More than this would be a portal that makes a new one for each request. */
const MAX_TOKENS = 1_000;

export class TokenMemory {
  readonly #tokens = new Set<string>();

  remember(token: unknown): void {
    if (typeof token !== "string" || token.length < MIN_LENGTH) return;
    this.#tokens.add(token);
    for (const oldest of this.#tokens) {
      if (this.#tokens.size <= MAX_TOKENS) break;
      this.#tokens.delete(oldest);
    }
  }

  /** Whether a text contains one of them. */
  areIn(value: unknown): boolean {
    if (typeof value !== "string") return false;
    for (const token of this.#tokens) if (value.includes(token)) return true;
    return false;
  }
}
