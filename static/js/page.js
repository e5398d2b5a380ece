// Small manners of every page; each page works without them.
"use strict";
(() => {
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // On a phone the links of the header scroll sideways: show the one of this page.
  document.querySelector(".site-nav [aria-current]")?.scrollIntoView({ block: "nearest" });

  // A form that was open while its session ended still holds the old token: after signing in
  // again in between, Back and Send work because the token of the new session goes along.
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
    const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    if (field && token) field.value = token[1];
  });

  // Signing out wipes what this person had typed and not saved; when the page goes, and not
  // before: the person may yet decide to stay.
  document.addEventListener("submit", (event) => {
    const user = event.target.dataset.forgetDrafts;
    if (user) window.addEventListener("pagehide", () => forgetDrafts(`draft:${user}:`));
  });

  function forgetDrafts(prefix) {
    try {
      for (const key of Object.keys(window.localStorage)) {
        if (key.startsWith(prefix)) window.localStorage.removeItem(key);
      }
    } catch {
      // storage may be closed by policy: then nothing was kept
    }
  }
})();
