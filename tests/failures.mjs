/**
 * A reporter for `node --test` that is silent until all is done, then names each test that failed, where it stands
 * and why: in the report itself it is one of thousands.
 *
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* failures(events) {
  const failed = [];
  for await (const { type, data } of events) {
    // A suite or file fails because of a test in it: that one is told.
    if (type === "test:fail" && data.details.error?.failureType !== "subtestsFailed") failed.push(data);
  }
  for (const { name, file, line, details } of failed) {
    const { cause, message } = details.error ?? {};
    yield `failed: ${name} (${file ?? "?"}:${line ?? "?"})\n${cause?.stack ?? cause ?? message ?? ""}\n\n`;
  }
}
