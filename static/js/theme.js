// Light or dark: what the reader chose, else what the computer prefers. Runs before the page is
// drawn. The admin keeps its choice under the same key and with the same words.
"use strict";
(() => {
  const KEY = "theme";
  const root = document.documentElement;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const system = () => (prefersDark.matches ? "dark" : "light");

  const chosen = () => {
    try {
      const stored = window.localStorage.getItem(KEY);
      return stored === "dark" || stored === "light" ? stored : null;
    } catch {
      return null; // storage may be closed by policy
    }
  };

  const keep = (theme) => {
    try {
      if (theme === system()) window.localStorage.removeItem(KEY);
      else window.localStorage.setItem(KEY, theme);
    } catch {
      // the choice then lasts for this page only
    }
  };

  const show = (theme) => {
    root.dataset.bsTheme = theme;
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(theme === "dark"));
    }
  };

  const current = () => chosen() ?? system();
  show(current());
  prefersDark.addEventListener("change", () => show(current()));
  window.addEventListener("storage", () => show(current()));
  // Paper is white.
  window.addEventListener("beforeprint", () => (root.dataset.bsTheme = "light"));
  window.addEventListener("afterprint", () => show(current()));
  document.addEventListener("DOMContentLoaded", () => {
    show(current());
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.addEventListener("click", () => {
        const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
        keep(next);
        show(next);
      });
    }
  });
})();
