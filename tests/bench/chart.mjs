// @ts-check
/**
 * The chart of docs/measurements.md. Each measurement has a panel with one bar per client, from zero on its own scale.
 */
import { CLIENTS } from "./clients.mjs";
import { median } from "./statistics.mjs";

const WIDTH = 720;
const LABELS = 190;
const FIGURES = 70;
const ROW = 20;
const PANEL_GAP = 26;
const MARGIN = 20;

/**
 * @param {import("./results.mjs").Results} results
 * @param {string} versions  the versions of Node and Chromium
 */
export function chart({ cpu, latency, throughput, cold, sizes }, versions) {
  const medians = (/** @type {import("./statistics.mjs").Rounds} */ rounds) =>
    Object.fromEntries(Object.entries(rounds).map(([name, values]) => [name, median(values)]));
  const compressed = Object.fromEntries(Object.entries(sizes).map(([name, { brotli }]) => [name, brotli / 1_000]));
  const panels = [
    { title: "CPU of one call, fetch stubbed (µs, Node)", values: medians(cpu), digits: 1 },
    { title: "One call over loopback (ms, Chromium)", values: medians(latency), digits: 2 },
    { title: "1 000 calls over loopback, 8 at once (ms, Chromium)", values: medians(throughput), digits: 0 },
    { title: "Cold start: import to first POST (ms, Chromium)", values: medians(cold), digits: 1 },
    { title: "Size of the bundle (KB, minified, brotli 11)", values: compressed, digits: 1 },
  ];
  let y = MARGIN + 24;
  const body = panels.map(({ title, values, digits }) => {
    const rows = CLIENTS.filter(({ name }) => name in values);
    const longest = Math.max(...rows.map(({ name }) => values[name] ?? 0));
    const drawn = [`<text class="title" x="${MARGIN}" y="${(y += PANEL_GAP) - 6}">${escaped(title)}</text>`];
    for (const { name, label } of rows) {
      const value = values[name] ?? 0;
      const width = Math.max(1, (value / longest) * (WIDTH - LABELS - FIGURES - MARGIN)).toFixed(1);
      const kind = name === "main" || name === "slim" ? "ours" : "peer";
      const baseline = y + ROW - 6;
      drawn.push(
        `<text class="${kind}" x="${LABELS - 8}" y="${baseline}" text-anchor="end">${escaped(label)}</text>`,
        `<rect class="${kind}" x="${LABELS}" y="${y + 3}" width="${width}" height="${ROW - 6}" rx="2"/>`,
        `<text x="${(LABELS + Number(width) + 6).toFixed(1)}" y="${baseline}">${value.toFixed(digits)}</text>`,
      );
      y += ROW;
    }
    return drawn.join("\n");
  });
  const height = y + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="name">
<title id="name">This package beside other clients: CPU, latency, throughput, cold start and size; shorter is better</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; fill: #1f2328 }
text.ours { font-weight: 600; fill: #0b57b0 }
rect.ours { fill: #2f7de1 }
rect.peer { fill: #a9b3be }
.ground { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #9aa4af }
.title { fill: #e6edf3 }
text.ours { fill: #79b3ff }
rect.peer { fill: #59636e }
.ground { fill: #0d1117 }
}
</style>
<rect class="ground" width="${WIDTH}" height="${height}" rx="6"/>
<text x="${MARGIN}" y="${MARGIN + 10}">Shorter is better; medians of one run. ${escaped(versions)}.</text>
${body.join("\n")}
</svg>
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
