// @ts-check
/** Actions of an admin on the page, in either language. The test moves the clocks of the page and of the sandbox. */
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { clockRunner, countPendingWork, stopClocks } from "./time.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** The texts of the page that tests look for. */
const en = {
  locale: "en-GB",
  title: "Remote assistance",
  searchFor: "Search for",
  searchBy: "Search by",
  search: "Search",
  devices: "Devices",
  request: "Request remote assistance",
  requestAgain: "Request again",
  confirmAgain: "Ask the user again",
  session: "Session",
  steps: ["Device checked", "Request sent", "Waiting for the user", "Link ready"],
  waiting: "Waiting for the user",
  stop: "Stop waiting",
  lookAgain: "Check again",
  open: "Open session",
  copy: "Copy link",
  copied: "Copied",
  ready: "The session is ready",
  failed: "The session could not be created",
  reported: /Fix the cause shown below/,
  timeout: "No link has come yet",
  taken: /The request was accepted\./,
  unreadable: "Checking for the link failed",
  forbidden: "You are not permitted to do this",
  notAsked: "Nothing was sent to the device.",
  badRequest: "Graph rejected the request",
  sentAgainIn: /Sent again in/,
  throttled: "Too many requests from your tenant",
  connectorAsked: /The TeamViewer connector is being checked/,
  connected: /TeamViewer is connected\./,
  notConnected: /TeamViewer is not connected/,
  onboarding: /TeamViewer is being connected/,
  noConnector: /no remote-assistance connector/,
  connectorAdvice: /Connectors and tokens/,
  cannotBeTold: /permission to see whether TeamViewer is connected/,
  resumed: /This page was reloaded\. The request is not sent again/,
  recent: "Recent requests",
  selectAll: /Select all shown/,
  requestForThese: "Request for these…",
  requestFor: (/** @type {number} */ count) => `Request for ${count} devices`,
  done: (/** @type {number} */ done, /** @type {number} */ total) => `${done} of ${total} done`,
  allDone: "All requests are done",
  cancelRest: "Cancel the rest",
  restCancelled: "The rest was cancelled",
  summary: "34 links, 5 rejected and 1 unconfirmed.",
  results: {
    taken: "Accepted",
    rejected: "Rejected",
    unknown: "Unconfirmed",
    notSent: "Not sent",
    held: "Not sent: an earlier request is unconfirmed or in progress",
    ready: "Link ready",
  },
  export: "Export as CSV",
  csvHead: ["Device", "User", "Serial number", "Intune device ID", "Result", "Link"],
  checked: "I have checked this device",
};

/** @type {typeof en} */
const ru = {
  locale: "ru-RU",
  title: "Удалённая помощь",
  searchFor: "Что искать",
  searchBy: "Искать по",
  search: "Найти",
  devices: "Устройства",
  request: "Запросить удалённую помощь",
  requestAgain: "Запросить снова",
  confirmAgain: "Запросить у пользователя снова",
  session: "Сеанс",
  steps: ["Устройство проверено", "Запрос отправлен", "Ожидание пользователя", "Ссылка готова"],
  waiting: "Ожидание пользователя",
  stop: "Прекратить ожидание",
  lookAgain: "Проверить снова",
  open: "Открыть сеанс",
  copy: "Копировать ссылку",
  copied: "Скопировано",
  ready: "Сеанс готов",
  failed: "Создать сеанс не удалось",
  reported: /Устраните указанную ниже причину/,
  timeout: "Ссылка пока не пришла",
  taken: /Запрос принят\./,
  unreadable: "Не удаётся проверить ссылку",
  forbidden: "У вас нет прав на это действие",
  notAsked: "На устройство ничего не отправлено.",
  badRequest: "Graph отклонил запрос",
  sentAgainIn: /Повторная отправка через/,
  throttled: "Слишком много запросов от вашей организации",
  connectorAsked: /Проверяется соединитель TeamViewer/,
  connected: /Подключено: TeamViewer\./,
  notConnected: /TeamViewer не подключён/,
  onboarding: /TeamViewer подключается/,
  noConnector: /нет соединителя удалённой помощи/,
  connectorAdvice: /Соединители и маркеры/,
  cannotBeTold: /нет прав на просмотр состояния подключения/,
  resumed: /Страница была обновлена\. Запрос повторно не отправляется/,
  recent: "Недавние запросы",
  selectAll: /Выбрать все показанные/,
  requestForThese: "Запросить…",
  requestFor: (count) => `Запросить для ${count} устройств`,
  done: (done, total) => `Готово: ${done} из ${total}`,
  allDone: "Все запросы выполнены",
  cancelRest: "Отменить остальные",
  restCancelled: "Остальные запросы отменены",
  summary: "ссылок: 34, отклонено: 5 и не подтверждено: 1.",
  results: {
    taken: "Принят",
    rejected: "Отклонён",
    unknown: "Не подтверждён",
    ready: "Ссылка готова",
    notSent: "Не отправлен",
    held: "Не отправлен: предыдущий запрос не подтверждён или выполняется",
  },
  export: "Сохранить как CSV",
  csvHead: ["Устройство", "Пользователь", "Серийный номер", "Идентификатор устройства в Intune", "Результат", "Ссылка"],
  checked: "Это устройство проверено",
};

export const WORDS = { en, ru };
/** @typedef {keyof typeof WORDS} Language */
export const LANGUAGES = /** @type {Language[]} */ (Object.keys(WORDS));

/** Chromium writes every status from 400 on its console as an error, even if the page expects it. */
export const REFUSALS = /the server responded with a status of (400|403|404|409|429|503)/;

/**
 * Opens the page with an admin signed in. The clocks of the page and of the sandbox are stopped, and `runClocks` moves both. So the
 * test does not depend on the machine's speed.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {Parameters<typeof openSignedIn>[2] & { language?: Language, isTimed?: boolean }} [options]
 *   `isTimed: false` leaves the page's clock running
 */
export async function openDesk(t, browser, { language = "en", profile, isTimed = true, ...options } = {}) {
  const words = WORDS[language];
  const given = {
    expectedErrors: REFUSALS,
    clock: createStoppedClock(),
    prepare: countPendingWork,
    ...options,
    profile: { locale: words.locale, ...profile },
  };
  const opened = await openSignedIn(t, browser, given);
  await opened.page.getByLabel(words.searchFor).waitFor();
  if (isTimed) await stopClocks(opened);
  return { ...opened, words, panel: opened.page.locator("#panel"), runClocks: clockRunner(opened) };
}

/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */

/**
 * Searches for devices or apps.
 *
 * @param {Desk} desk
 * @param {string} text
 * @param {string} [kind]  a value of the "Search by" field; `deviceName` at first, and then unchanged
 */
export async function search({ page, words }, text, kind) {
  const by = page.getByLabel(words.searchBy);
  // Most tests search for part of a name, which is one read.
  if (kind !== undefined) await by.selectOption(kind);
  else if ((await by.inputValue()) === "any") await by.selectOption("deviceName");
  await page.getByLabel(words.searchFor).fill(text);
  await page.getByRole("button", { name: words.search, exact: true }).click();
}

/**
 * Searches for a device by its name and opens it.
 *
 * @param {Desk} desk
 * @param {string} name
 */
export async function openDevice(desk, name) {
  await search(desk, name);
  await desk.page.locator(".list tr.device").first().waitFor({ state: "attached" });
  const heading = desk.panel.getByRole("heading", { level: 2, name, exact: true });
  // The page opens a device by itself if the search finds no other.
  if ((await desk.page.locator(".list tr.device").count()) > 1) await listButton(desk, name).click();
  await heading.waitFor();
}

/**
 * Finds the visible rows of the list: devices or apps.
 *
 * @param {Pick<Desk, "page">} desk
 */
export function listRows({ page }) {
  return page.locator(".list tr.device:visible, .list li.app:visible");
}

/**
 * The searches that reached Graph.
 *
 * @param {Pick<Desk, "sandbox">} desk
 */
export function searchRequests({ sandbox }) {
  return sandbox.log.filter({ server: "graph", method: "GET" }).filter(({ url }) => url.includes("$filter"));
}

/**
 * Finds the button of a device or app in the list.
 *
 * @param {Pick<Desk, "page">} desk
 * @param {string} name
 */
export function listButton({ page }, name) {
  return page.locator(".list .pick").filter({ has: page.getByText(name, { exact: true }) });
}

/**
 * Requests remote assistance for the device in the panel.
 *
 * @param {Pick<Desk, "panel" | "words">} desk
 */
export async function requestAssistance({ panel, words }) {
  await panel.getByRole("button", { name: words.request }).click();
  await panel.locator("section.session").waitFor();
}

/**
 * Unfolds what else is known of the device in the panel.
 *
 * @param {Pick<Desk, "panel">} desk
 */
export async function openMore({ panel }) {
  await panel.locator("details.more > summary").click();
}

/**
 * Waits for the heading that reports how a request ended. If it does not appear, the error holds the panel's text.
 *
 * @param {Pick<Desk, "panel">} desk
 * @param {string} name
 */
export async function waitForOutcome({ panel }, name) {
  try {
    await panel.getByRole("heading", { level: 4, name }).waitFor();
  } catch (cause) {
    throw new Error(`The panel has no heading "${name}". It says:\n${await panel.innerText()}`, { cause });
  }
}
