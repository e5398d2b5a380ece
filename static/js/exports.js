// How far an export is, without reading the page again; without a script the page refreshes itself.
"use strict";
const EVERY = 1000;
const grouped = new Intl.NumberFormat("vi-VN");

async function look(bar) {
  const answer = await fetch(bar.dataset.progress, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const { state, written, total } = await answer.json();
  if (state !== "writing") { location.reload(); return; }
  bar.max = total;
  bar.value = written;
  bar.parentElement.querySelector("[data-written]").textContent = grouped.format(written);
}

async function watch(bar) {
  // A server that is being restarted does not answer for a moment: it is asked again.
  try { await look(bar); } catch { /* asked again below */ }
  setTimeout(watch, EVERY, bar);
}

for (const bar of document.querySelectorAll("[data-progress]")) watch(bar);
