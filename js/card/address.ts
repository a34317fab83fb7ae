/** Addresses that Graph gave. */

/** The address, if it is one of https. `URL.canParse` is missing in browsers of 2023. */
export function httpsAddress(text: string | null): URL | undefined {
  try {
    const address = new URL(text ?? "");
    return address.protocol === "https:" ? address : undefined;
  } catch {
    return undefined;
  }
}
