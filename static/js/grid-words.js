// The words of the entry table in the reader's language, from the page.

let words = {};

export function readWords(element) {
  words = JSON.parse(element.textContent);
}

export function say(name, values = {}) {
  return words[name].replace(/%\((\w+)\)s/gu, (_match, value) => String(values[value]));
}
