// A block is sent once the server is known to answer. Where it does not, nothing leaves the page:
// what was typed stays, and a button sends it again.

const PATIENCE = 10_000;

export class Sending {
  // To be made before anything else listens to the form: what is not sent is not "saving".
  constructor(form) {
    this.form = form;
    this.banner = form.querySelector("[data-unreached]");
    this.button = null;
    this.isAsking = false;
    this.isAnswered = false;
    form.addEventListener("submit", (event) => this.#onSubmit(event), { capture: true });
    this.banner
      .querySelector("button")
      .addEventListener("click", () => form.requestSubmit(this.button));
  }

  async #onSubmit(event) {
    if (this.isAnswered) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isAsking) return;
    this.isAsking = true;
    this.button = event.submitter;
    this.isAnswered = await this.#answers();
    this.banner.hidden = this.isAnswered;
    if (this.isAnswered) this.form.requestSubmit(this.button);
    this.isAsking = false;
    this.isAnswered = false;
  }

  // By the smallest thing the server has.
  async #answers() {
    const options = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
    try {
      return (await fetch(document.querySelector("link[rel=icon]").href, options)).ok;
    } catch {
      return false;
    }
  }
}
