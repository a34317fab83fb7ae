/** Results as a file for a spreadsheet. */

/** A cell that begins so is taken for a formula by spreadsheets, and names of devices are not to be trusted. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as CSV (RFC 4180), with the byte order mark without which Excel takes UTF-8 for something else. Excel's separator
 * is the semicolon wherever the comma is the decimal sign.
 */
export function csvOf(rows: readonly (readonly string[])[], separator = separatorOf(navigator.language)): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join("\r\n")}\r\n`;
}

function cell(value: string): string {
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function separatorOf(locale: string): string {
  return new Intl.NumberFormat(locale).format(1.5).includes(",") ? ";" : ",";
}

/** Hands a text to the browser as a file. Its address is the page's own, so the policy has nothing against it. */
export function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the content when it gets to the click, which is soon but not now.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
