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
    const token = /(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
    if (field && token) field.value = token[1];
  });

  const stillHere = document.querySelector("[data-still-here]")?.dataset.stillHere;
  const isStillHere = () => window.fetch(stillHere, { cache: "no-store", redirect: "manual" });

  // Typing is using: a session does not end under the hands of who fills in a form for an hour.
  let saidAt = Date.now();
  document.addEventListener("input", () => {
    if (!stillHere || Date.now() - saidAt < 60_000) return;
    saidAt = Date.now();
    isStillHere().catch(() => {}); // a lost connection is told by the next save
  });

  // A page that the browser kept may be of somebody who has signed out since: it stays hidden until
  // that is known.
  window.addEventListener("pageshow", (event) => {
    const [way] = window.performance.getEntriesByType("navigation");
    if (!stillHere || !(event.persisted || way?.type === "back_forward")) return;
    document.documentElement.hidden = true;
    const show = () => (document.documentElement.hidden = false);
    const decide = (answer) => (answer.status === 204 ? show() : window.location.reload());
    isStillHere().then(decide, show);
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
