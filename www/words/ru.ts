/** Russian: a key that is missing here, or is one too many, does not compile. */

import { ru as card } from "../../js/card/words/ru.js";
import type { Words } from "./en.js";
import { list, number } from "./format.js";
import { pluralOf } from "./plural.js";
import { pages } from "./ru-pages.js";
import { readFailures } from "./ru-read-failures.js";

const plural = pluralOf<"one" | "few" | "many" | "other">("ru");
const devices = (count: number): string =>
  plural(count, { one: "# устройство", few: "# устройства", many: "# устройств", other: "# устройства" });
/** As in “for # devices”. */
const ofDevices = (count: number): string =>
  plural(count, { one: "# устройства", few: "# устройств", many: "# устройств", other: "# устройства" });

export const ru: Words = {
  ...card,
  ...pages,
  readFailures,

  search: {
    title: "Найти устройство",
    by: "Искать по",
    kinds: {
      any: "всему",
      deviceName: "имени устройства",
      userPrincipalName: "пользователю",
      emailAddress: "электронной почте",
      serialNumber: "серийному номеру",
      app: "приложению",
    },
    label: "Что искать",
    hints: {
      any: "Устройство, серийный номер, человек, адрес почты или идентификатор. Чтобы найти несколько, вставьте список.",
      deviceName: "Достаточно части имени.",
      userPrincipalName: "Имя для входа целиком, например name@contoso.com.",
      emailAddress: "Достаточно части адреса.",
      serialNumber: "Серийный номер целиком.",
      app: "Часть названия приложения. Затем выберите приложение, чтобы увидеть устройства с ним.",
    },
    button: "Найти",
    nothing: "Введите текст для поиска.",
    tooMany: (most) => `Список слишком длинный: за один раз можно искать не более ${number(most)} записей.`,
    tooLong: "Слишком длинный текст: можно ввести не более 256 знаков.",
    unreadable: "В тексте есть перевод строки или другой знак, по которому искать нельзя.",
    sandboxHint: "В песочнице попробуйте DEMO: каждое из этих устройств делает то, что сказано в его имени.",
  },

  results: {
    devices: "Устройства",
    apps: "Приложения",
    devicesWith: (app) => `Устройства с приложением ${app}`,
    backToApps: "Назад к приложениям",
    searching: "Поиск…",
    before: "Здесь появятся результаты поиска.",
    count: (count, isAll) => (isAll ? devices(count) : `Показано ${devices(count)}, есть ещё`),
    appCount: (count, isAll) => {
      const apps = plural(count, {
        one: "# приложение",
        few: "# приложения",
        many: "# приложений",
        other: "# приложения",
      });
      return isAll ? apps : `Показано ${apps}, есть ещё`;
    },
    more: "Показать ещё",
    loadingMore: "Загрузка…",
    moreShown: (count) => `Показано ещё: ${number(count)}.`,
    none: "Ничего не найдено",
    noneAdvice: {
      any: "Проверьте написание или введите более короткую часть имени. Серийный номер нужно вводить целиком.",
      deviceName:
        "Ни в одном имени устройства этого нет. Введите более короткую часть имени или ищите по пользователю.",
      userPrincipalName:
        "Устройств этого пользователя нет. Имя для входа нужно вводить целиком, например name@contoso.com.",
      emailAddress:
        "Нет устройств, у пользователя которых в адресе почты есть этот текст. Введите более короткую часть адреса.",
      serialNumber: "Устройства с таким серийным номером нет. Номер нужно вводить целиком.",
      app: "Intune не обнаружил приложений с таким названием.",
      devicesOfApp: "Устройств с этим приложением в Intune больше нет.",
    },
    listEnds: "Список заканчивается здесь",
    repeats:
      "Graph присылает одни и те же устройства, поэтому дальше страница не ищет. Чтобы увидеть остальные, уточните поиск.",
    retry: "Повторить",
    select: (name) => `Выбрать ${name}`,
    selectAll: (count) => `Выбрать все показанные (${number(count)})`,
    selected: (count) => `Выбрано: ${number(count)}`,
    clear: "Снять выделение",
    requestForSelected: "Запросить…",
    unnamed: "Устройство без имени",
    unnamedApp: "Приложение без названия",
    notInList: "Нет в этом списке",
    noUser: "Нет пользователя",
    table: "Найденные устройства",
    allSystems: "Все",
    stale: "Нет синхронизации более 30 дней",
    matches: {
      id: "ID устройства",
      name: "имя устройства",
      serial: "серийный номер",
      user: "пользователь",
      email: "адрес почты",
      person: "имя человека",
    },
    missing: (count) => `Записей, для которых устройства не найдены: ${number(count)}.`,
    omitted: (count) => `Graph вернул устройства, которые не подходят под поиск: ${number(count)}. Они не показаны.`,
    onDevices: (count) =>
      `на ${plural(count, { one: "# устройстве", few: "# устройствах", many: "# устройствах", other: "# устройства" })}`,
  },

  device: {
    none: "Устройство не выбрано",
    noneAdvice: "Выберите его, чтобы увидеть сведения и начать сеанс.",
    back: "Назад к списку",
    backToResults: "Назад к результатам",
    name: "Имя",
    user: "Пользователь",
    email: "Эл. почта",
    system: "Система",
    compliance: "Соответствие",
    lastSync: "Синхронизация",
    model: "Модель",
    serial: "Серийный номер",
    id: "Идентификатор в Intune",
    more: "Подробнее",
    copy: "Копировать",
    copyValue: (name) => `Копировать: ${name}`,
    openInIntune: "Открыть в Intune",
    unknown: "неизвестно",
    never: "никогда",
    complianceStates: {
      compliant: "Соответствует",
      noncompliant: "Не соответствует",
      inGracePeriod: "Льготный период",
      conflict: "Политики противоречат друг другу",
      error: "Не удалось оценить",
      configManager: "Управляется Configuration Manager",
      unknown: "Неизвестно",
    },
  },

  connector: {
    title: "Соединитель TeamViewer",
    asking: "Проверяется соединитель TeamViewer…",
    onboarded: (names) => (names.length > 0 ? `Подключено: ${list(names)}.` : "Соединитель подключён."),
    onboarding: "TeamViewer подключается. Пока подключение не завершено, запросы не выполняются.",
    notOnboarded: "TeamViewer не подключён. Скорее всего, запросы не будут выполнены.",
    likelyCause: "TeamViewer не подключён к этой организации: скорее всего, причина в этом.",
    none: "В организации нет соединителя удалённой помощи. Скорее всего, запросы не будут выполнены.",
    advice:
      "Администратор Intune подключает его в Центре администрирования Intune: «Администрирование клиента», «Соединители и маркеры», «Соединитель TeamViewer».",
    notPermitted: "У вас нет прав на просмотр состояния подключения TeamViewer. Запрос всё равно можно отправить.",
    failed: "Не удалось узнать, подключён ли TeamViewer. Отправить запрос всё равно можно.",
    setUp: (host) => `Продолжить настройку (${host})`,
    lastUsed: (when) => `Последнее соединение: ${when}.`,
    retry: "Проверить снова",
    retrying: "Проверяется…",
  },

  ready: {
    toast: (name) => `Сеанс с ${name} готов.`,
    show: "Показать",
  },

  many: {
    title: (count) => `Запрос для ${ofDevices(count)}`,
    advice: (count) =>
      plural(count, {
        one: "Пользователь # устройства получит предложение принять сеанс.",
        few: "Пользователи # устройств получат предложение принять сеанс.",
        many: "Пользователи # устройств получат предложение принять сеанс.",
        other: "Пользователи # устройства получат предложение принять сеанс.",
      }),
    heldBack: (count) => `Пропускаются из-за предыдущих неподтверждённых запросов: ${devices(count)}.`,
    askedBefore: (count) =>
      `Для некоторых из этих устройств (${number(count)}) запросы уже приняты: их пользователи получат предложение ещё раз.`,
    start: (count) => `Запросить для ${ofDevices(count)}`,
    back: "Назад",
    progress: "Ход выполнения запросов",
    done: (done, total) => `Готово: ${number(done)} из ${number(total)}`,
    waits: (time) => `Слишком много запросов от вашей организации. Продолжение через ${time}.`,
    cancel: "Отменить остальные",
    cancelling: "Отмена…",
    finished: "Все запросы выполнены",
    cancelled: "Остальные запросы отменены",
    summary: (count) => {
      const parts: [number, string][] = [
        [count.open, "без ссылки пока"],
        [count.failed, "не удалось"],
        [count.rejected, "отклонено"],
        [count.unknown, "не подтверждено"],
        [count.notSent, "не отправлено"],
      ];
      const others = parts.filter(([value]) => value > 0).map(([value, name]) => `${name}: ${number(value)}`);
      return list([`ссылок: ${number(count.ready)}`, ...others]);
    },
    table: "Результаты",
    columns: { device: "Устройство", result: "Результат", link: "Ссылка" },
    onlyOpen: "Только устройства без ссылки",
    open: "Открыть",
    openDevice: (name) => `Открыть сеанс ${name}`,
    copyDevice: (name) => `Копировать ссылку: ${name}`,
    retry: (count) => `Повторить неудачные (${number(count)})…`,
    held: "Не отправлен: предыдущий запрос не подтверждён или выполняется",
    show: "Показать",
    showDevice: (name) => `Показать ${name}`,
    export: "Сохранить как CSV",
    exported: "Файл передан браузеру.",
    csv: {
      device: "Устройство",
      user: "Пользователь",
      serial: "Серийный номер",
      id: "Идентификатор устройства в Intune",
      result: "Результат",
      link: "Ссылка",
      reason: "Причина",
      code: "Код",
      outcome: "Исход",
      status: "Состояние HTTP",
      requestId: "Код запроса",
      activityId: "Код действия",
    },
    taskFailed: "Не удалось начать отправку запросов",
  },

  recent: {
    title: "Недавние запросы",
    none: "Здесь появятся ваши запросы.",
    remove: "Очистить список",
    showAll: (count) => `Показать все (${number(count)})`,
  },
};
