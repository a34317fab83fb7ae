/** Russian: what the failure of a read means for an admin. */

import type { ReadFailures } from "./en-read-failures.js";

export const readFailures: ReadFailures = {
  invalidScope: {
    headline: "Внутренняя ошибка страницы",
    advice: "Обновите её. Если не поможет, обратитесь к администратору этой страницы.",
  },
  invalidIds: {
    headline: "Graph дал идентификатор, который эта страница не принимает",
    advice: "Посмотрите устройство в Intune.",
  },
  alreadyInFlight: { headline: "Эти данные уже загружаются", advice: "Дождитесь ответа." },
  aborted: { headline: "Поиск остановлен", advice: "" },
  timeout: { headline: "Ответ не пришёл вовремя", advice: "Повторите попытку." },
  network: { headline: "Нет соединения", advice: "Проверьте подключение к интернету и повторите попытку." },
  badRequest: { headline: "Graph не понял условие поиска", advice: "Введите текст короче или проще." },
  claimsChallenge: {
    headline: "Войдите снова",
    advice: "Ваш сеанс был завершён или изменён организацией. Выйдите и войдите снова.",
  },
  forbidden: {
    headline: "У вас нет прав на просмотр устройств",
    advice: "Попросите администратора Intune выдать вам роль с правом «Managed devices: Read».",
  },
  notFound: { headline: "В Intune этого больше нет", advice: "Повторите поиск: возможно, запись удалена." },
  conflict: { headline: "Graph занят другим действием", advice: "Повторите попытку через минуту." },
  refused: {
    headline: "Graph отказался показать эти данные",
    advice: "Подробности ниже пригодятся службе поддержки Microsoft.",
  },
  throttled: {
    headline: "Слишком много запросов от вашей организации",
    advice: "Подождите минуту и повторите попытку.",
  },
  unavailable: { headline: "Graph сейчас недоступен", advice: "Повторите попытку через минуту." },
  serverError: { headline: "В Graph произошёл сбой", advice: "Повторите попытку." },
  unexpectedResponse: {
    headline: "Неожиданный ответ Graph",
    advice: "Повторите попытку. Если не поможет, проверьте настройки страницы и прокси-сервер сети.",
  },
};
