// The history of a cell in a drawer beside the table: its page, without the frame around it.
// Alt+H or the button open it for the cell one stands in, a click for one that is locked.

import { say } from "./grid-words.js";

const HEADERS = { "X-Part": "1" };

export class HistoryDrawer {
  constructor(form, cells) {
    this.form = form;
    this.drawer = document.querySelector("[data-history-drawer]");
    this.content = this.drawer.querySelector("[data-history-content]");
    this.cell = null;
    const table = form.querySelector("table.grid");
    table.addEventListener("focusin", (event) => this.#stand(cells.byInput.get(event.target)));
    table.addEventListener("keydown", (event) => {
      if (!event.altKey || event.code !== "KeyH") return;
      event.preventDefault();
      this.#open();
    });
    table.addEventListener("click", (event) => {
      if (!event.target.matches("td > b")) return;
      this.#stand(cells.byCell.get(event.target.parentElement));
      this.#open();
    });
    form.querySelector("[data-history]")?.addEventListener("click", () => this.#open());
    this.drawer.addEventListener("submit", (event) => this.#send(event));
    this.drawer.addEventListener("click", (event) => {
      const isBeside = event.target === this.drawer;
      if (isBeside || event.target.closest("[data-close]")) this.drawer.close();
    });
    table.classList.add("with-history");
  }

  #stand(cell) {
    if (!cell) return;
    this.cell = cell;
    const button = this.form.querySelector("[data-history]");
    if (button) button.disabled = false;
  }

  async #open() {
    if (!this.cell || this.drawer.open) return;
    const { unit, indicator } = this.cell;
    const address = this.form.dataset.history.replace("/0/0/", `/${unit}/${indicator}/`);
    this.content.textContent = say("history_loading");
    this.drawer.showModal();
    await this.#show(address);
  }

  // The part that was shown; null where there is none.
  async #show(address, options = {}) {
    this.address = address;
    let text;
    try {
      text = await (await fetch(address, { ...options, headers: HEADERS })).text();
    } catch {
      this.#say(say("unreached"));
      return null;
    }
    if (this.address !== address || !this.drawer.open) return null;
    const page = new DOMParser().parseFromString(text, "text/html");
    const part = page.querySelector("[data-in-force]");
    // Signed out, or not allowed any more: the page itself says so.
    if (part) this.content.replaceChildren(part);
    else window.location.assign(address);
    return part;
  }

  #say(text) {
    const line = document.createElement("p");
    line.className = "alert alert-danger";
    line.setAttribute("role", "alert");
    line.textContent = text;
    const part = this.content.querySelector("[data-in-force]");
    this.content.replaceChildren(line, ...(part ? [part] : []));
  }

  async #send(event) {
    event.preventDefault();
    const form = event.target;
    const sent = new URLSearchParams(new FormData(form, event.submitter));
    // Not `form.action`: its buttons bear that name.
    const part = await this.#show(form.getAttribute("action"), { method: "POST", body: sent });
    if (!part) return;
    const { cell } = this;
    // A note makes a new version of what the table shows: the next save is over that one.
    if (sent.get("action") === "note" && cell.input && cell.shown === sent.get("shown")) {
      cell.shown = part.dataset.inForce;
    }
    const said = part.querySelector(".alert");
    said?.setAttribute("tabindex", "-1");
    said?.focus();
  }
}
