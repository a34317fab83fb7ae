// @ts-check
/**
 * Says why the page stays empty, where the page itself cannot: a browser that is too old to read it, or a file that did not come.
 * Not part of the bundle, and written for any browser that knows modules.
 */
{
  const TEXTS = {
    en: "This page cannot start. Reload it, or use an up-to-date browser.",
    ru: "Страница не запускается. Обновите её или откройте в современном браузере.",
  };

  const explain = () => {
    // Without this element the page has started, and tells of errors by itself.
    const loading = document.getElementById("loading");
    if (loading === null) return;
    for (const [lang, text] of Object.entries(TEXTS)) {
      const paragraph = document.createElement("p");
      Object.assign(paragraph, { className: "notice bad", lang, textContent: text });
      paragraph.setAttribute("role", "alert");
      loading.before(paragraph);
    }
    loading.remove();
  };

  // Scripts that do not load tell it on the way down only.
  addEventListener("error", explain, true);
  addEventListener("unhandledrejection", explain);
}
