// @ts-check
/**
 * Reports about the page. Chromium plays each in the test file with the same id in front of the name
 * (tests/page/reports.test.mjs, tests/page/two-tabs.test.mjs).
 */

/** @type {{ id: string, report: string, source: string, before: string, now: string, test: RegExp }[]} */
export const pageReports = [
  {
    id: "a",
    report: "browsers without URL.canParse",
    source: "pdsls 8, vm0 PR 25945",
    before: "four green ticks and no link; the connector stays at 'being checked'",
    now: "the link and the connector are shown",
    test: /^a: /,
  },
  {
    id: "b",
    report: "Graph ignores the filter and returns another device",
    source: "microsoftgraph/microsoft-graph-explorer-v4 3125",
    before: "the other device is opened",
    now: "it is neither listed nor opened",
    test: /^b: /,
  },
  {
    id: "c",
    report: "the list of an app's devices has stubs",
    source: "shadow-ai-guard PR 70",
    before: "'No user', 'never'",
    now: "'Not available in this list'; the device is read when it is opened",
    test: /^c: /,
  },
  {
    id: "d",
    report: "the page is served over plain http",
    source: "AzureAD/microsoft-authentication-library-for-js 7630",
    before: "'Reload it.'",
    now: "'This page must be opened over https.'",
    test: /^d: /,
  },
  {
    id: "e",
    report: "a double click on Sign in",
    source: "AzureAD/microsoft-authentication-library-for-js 8633",
    before: "stacked red alerts",
    now: "one redirect, no alert",
    test: /^e: /,
  },
  {
    id: "f",
    report: "no support for light-dark()",
    source: "wagtail/guide 426",
    before: "controls without borders and fills",
    now: "no style needs it",
    test: /^f: /,
  },
  {
    id: "g",
    report: "a parallel token call overwrites the claims of a challenge",
    source: "AzureAD/microsoft-authentication-library-for-js 3148, 6603",
    before: "no claims in the authorize request",
    now: "the claims are kept until they are used",
    test: /^g: /,
  },
  {
    id: "h",
    report: "two tabs",
    source: "AzureAD/microsoft-authentication-library-for-js 4490",
    before: "the second tab must sign in, knows nothing, and sends again",
    now: "one sign-in, one list, one request for each device",
    test: /^pressed in both tabs at the same time/,
  },
  {
    id: "i",
    report: "400 or 404 with a known cause",
    source: "microsoftgraph/msgraph-beta-sdk-go 198, microsoft/Intune-PowerShell-SDK 119",
    before: "'Check the IDs.'",
    now: "Graph's own sentence; the connector, the licence or the scope tags are named",
    test: /^i: /,
  },
];
