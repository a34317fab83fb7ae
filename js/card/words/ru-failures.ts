/** Russian: what each failure means for an admin, and what to do about it. */

import type { Outcome } from "../../errors.js";

import type { Failures } from "./en-failures.js";

export const failures: Failures = {
  invalidScope: { headline: "Запрос заполнен не полностью", advice: "Выберите, как указать устройство." },
  invalidIds: { headline: "Введите верный идентификатор", advice: "Проверьте отмеченное поле." },
  invalidToken: { headline: "Не удалось получить маркер доступа", advice: "Выйдите и войдите снова." },
  invalidOptions: {
    headline: "Внутренняя ошибка страницы",
    advice: "Обновите её. Если не поможет, обратитесь к администратору этой страницы.",
  },
  invalidQuery: {
    headline: "Такой поиск невозможен",
    advice: "Введите от 1 до 256 знаков, без переводов строки и других управляющих знаков.",
  },
  tokenProviderFailed: {
    headline: "Не удалось продлить ваш вход",
    advice: "Проверьте подключение и повторите попытку или выйдите и войдите снова.",
  },
  alreadyInFlight: { headline: "Запрос для этого устройства уже отправляется", advice: "Дождитесь ответа на него." },
  notInitialised: { headline: "Страница не готова", advice: "Обновите её." },
  aborted: { headline: "Запрос отменён", advice: "" },
  timeout: { headline: "Ответ не пришёл вовремя", advice: "" },
  network: { headline: "Нет соединения", advice: "Проверьте подключение к интернету." },
  badRequest: {
    headline: "Graph отклонил запрос",
    advice:
      "Чаще всего устройство или его система не поддерживает удалённую помощь. Другие причины: у организации нет лицензии Intune, TeamViewer не подключён или неверен идентификатор.",
  },
  unauthenticated: {
    headline: "Graph не принял вход",
    advice: "Выйдите и войдите снова. Если не поможет, проверьте часы этого компьютера.",
  },
  claimsChallenge: {
    headline: "Войдите снова",
    advice: "Ваш сеанс был завершён или изменён организацией. Выйдите, войдите снова и отправьте запрос ещё раз.",
  },
  forbidden: {
    headline: "У вас нет прав на это действие",
    advice:
      "Попросите администратора Intune выдать вам роль с правами «Remote tasks: Offer remote assistance» и «Remote Assistance Connector: Read». Кроме того, организации нужна действующая лицензия Intune.",
  },
  notFound: {
    headline: "Устройство не найдено в Intune или не входит в ваши теги области",
    advice:
      "Его удалили, его не охватывают теги области вашей роли, или идентификаторы не относятся друг к другу. Теги области может проверить администратор Intune.",
  },
  conflict: {
    headline: "Устройство занято другим действием",
    advice: "Возможно, сеанс уже идёт. Посмотрите ожидающие действия устройства в Intune и повторите попытку.",
  },
  refused: { headline: "Graph отклонил запрос", advice: "Подробности ниже пригодятся службе поддержки Microsoft." },
  throttled: {
    headline: "Слишком много запросов от вашей организации",
    advice: "Отправьте запрос снова, когда истечёт время.",
  },
  unavailable: { headline: "Graph сейчас недоступен", advice: "Обычно через несколько минут он снова работает." },
  serverError: {
    headline: "В Graph произошёл сбой",
    advice: "Если это повторится, передайте подробности ниже службе поддержки Microsoft.",
  },
  redirected: {
    headline: "Ответ пришёл из другого места",
    advice: "Проверьте настройки страницы и прокси-сервер сети.",
  },
  unexpectedResponse: {
    headline: "Неожиданный ответ Graph",
    advice: "Проверьте настройки страницы и прокси-сервер сети.",
  },
  internal: {
    headline: "Внутренняя ошибка страницы",
    advice: "Обновите её или воспользуйтесь современным браузером.",
  },
};

export const outcomes: Readonly<Record<Outcome, string>> = {
  notSent: "Ничего не отправлено.",
  rejected: "На устройство ничего не отправлено.",
  unknown:
    "Запрос всё же мог дойти. Прежде чем отправлять новый, спросите пользователя или посмотрите устройство в Intune.",
};
