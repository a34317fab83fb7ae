// @ts-check
/** Visits every state of the page, for checks that hold in each of them. */
import { listButton, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { signIn } from "./support.mjs";

/**
 * Brings the page into one state after the other and calls `visit` in each.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 * @param {(state: string) => Promise<void>} visit
 */
export async function tour(desk, visit) {
  const { page, panel, words, runClocks, sandbox } = desk;
  const views = page.getByRole("navigation").getByRole("button");
  /** On a narrow screen the panel covers the list, and a button leads back. */
  const showList = async () => {
    for (const back of [page.locator("button.back"), page.locator(".batch-panel .notice .buttons button").last()]) {
      if (await back.isVisible()) await back.click();
    }
  };
  const open = async (/** @type {string} */ name) => {
    await showList();
    await openDevice(desk, name);
  };

  await visit("start");
  await page.getByRole("button", { name: words.search, exact: true }).click();
  await visit("search refused at the field");
  await search(desk, "nothing of it");
  await page.locator(".list .notice").waitFor();
  await visit("nothing found");
  await page.route(/managedDevices\?/, () => {});
  await search(desk, "OFFICE");
  await page.locator(".skeleton").first().waitFor();
  await visit("loading");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({ status: 403, json: {}, headers: { "access-control-allow-origin": "*" } }),
  );
  await search(desk, "OFFICE");
  await page.locator(".list .notice.bad").waitFor();
  await visit("search failed");
  await page.unrouteAll();
  await search(desk, "OFFICE");
  await listButton(desk, "OFFICE-PC-001").waitFor();
  await visit("devices found");

  await open("DEMO-READY-SOON");
  await panel.getByText(words.connected).waitFor();
  await visit("device");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await visit("waiting");
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
  await visit("ready");
  for (const [device, headline, seconds] of /** @type {const} */ ([
    ["DEMO-FAILS", words.failed, 6],
    ["DEMO-REFUSED-403", words.forbidden, 0],
    ["DEMO-READS-403", words.unreadable, 10],
    ["DEMO-OLD-LINK-FOR-EVER", words.timeout, 190],
  ])) {
    await open(device);
    await requestAssistance(desk);
    await runClocks(seconds);
    await waitForOutcome(desk, headline);
    await visit(headline);
  }

  await open("DEMO-UNAVAILABLE-503");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.checked }).waitFor();
  await visit("outcome unknown");
  // The Retry-After of this reply delays all requests for a while.
  await runClocks(7);

  await showList();
  await search(desk, "Office", "app");
  await listButton(desk, "Office Browser").waitFor();
  await visit("apps");
  await listButton(desk, "Office Browser").click();
  await listButton(desk, "OFFICE-PC-002").waitFor();
  await page.getByLabel(words.selectAll).check();
  await visit("devices ticked");
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.locator(".many-dialog h2").waitFor();
  await visit("about to ask many");
  const posts = () => sandbox.log.filter({ server: "graph", method: "POST" }).length;
  const before = posts();
  await page.locator(".many-dialog button.primary").click();
  await page.locator(".batch-panel table").waitFor();
  await visit("many under way");
  await runClocks(60);
  await page.getByRole("button", { name: words.export }).waitFor();
  if (posts() === before) throw new Error("nothing was sent");
  await visit("many done");

  await views.nth(1).click();
  await visit("form for raw ids");
  await page.locator("#send").click();
  await page.locator("#usersId-error").waitFor();
  await visit("form refused at the field");
  await page.locator("#sample").selectOption({ index: 1 });
  await page.locator("#send").click();
  await page.locator("#status .good").waitFor();
  await visit("form accepted");
  await page.locator("#sample").selectOption({ index: 5 });
  await page.locator("#send").click();
  await page.locator("#status .bad").waitFor();
  await visit("form refused by Graph");
  await views.first().click();
  await showList();
  await page.getByLabel(words.searchBy).selectOption("deviceName");
  await open("DEMO-THROTTLED-FOR-LONG");
  await requestAssistance(desk);
  await waitForOutcome(desk, words.throttled);
  await visit("throttled");

  await page.locator("#account summary").click();
  await visit("account menu");
  await page.locator("#sign-out").click();
  await page.locator("#sign-in").waitFor();
  await visit("signed out");
  await signIn(page, "Nora");
  await page.getByRole("alert").waitFor();
  await visit("sign-in refused");
}
