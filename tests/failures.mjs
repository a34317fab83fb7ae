/**
 * A reporter for `node --test`. It prints nothing until all tests have run. Then it prints the name, place and error of
 * each failed test, because a failure is hard to find among the thousands of lines of the default report.
 *
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* failures(events) {
  const failed = [];
  for await (const { type, data } of events) {
    // A suite or file fails because a test in it fails. Only the test is printed.
    if (type === "test:fail" && data.details.error?.failureType !== "subtestsFailed") failed.push(data);
  }
  for (const { name, file, line, details } of failed) {
    const { cause, message } = details.error ?? {};
    yield `failed: ${name} (${file ?? "?"}:${line ?? "?"})\n${cause?.stack ?? cause ?? message ?? ""}\n\n`;
  }
}
