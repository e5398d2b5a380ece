// Says that a file is being read while the answer is on its way; the pages work without it.
"use strict";
for (const form of document.querySelectorAll("[data-reading-form]")) {
  const status = form.querySelector("[data-reading-status]");
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("data-download")) status.textContent = status.dataset.reading;
  });
  // Back from the answer the page comes out of the cache as it was left.
  window.addEventListener("pageshow", () => { status.textContent = ""; });
}
