// Undo and Redo on the workbench are the browser's own history: every change has its address.
// Without this script the browser's Back does the same.

const FOCUS = "focus-after-history";
let saved = "";

function texts() {
  const form = document.getElementById("bench-form");
  return new URLSearchParams(new FormData(form)).toString();
}

// Whether the history holds a workbench in that direction. Older browsers cannot say.
function canGo(by) {
  if (!window.navigation?.currentEntry) return true;
  const entry = navigation.entries()[navigation.currentEntry.index + by];
  return Boolean(entry) && new URL(entry.url).pathname === location.pathname;
}

function settle() {
  saved = texts();
  for (const button of document.querySelectorAll("[data-history]")) {
    button.hidden = false;
    button.setAttribute("aria-disabled", String(!canGo(Number(button.dataset.history))));
  }
  for (const words of document.querySelectorAll("[data-history-key]")) words.hidden = false;
}

function say(words) {
  document.dispatchEvent(new CustomEvent("site:announce", { detail: words }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-history]");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") {
    say(`There is nothing to ${button.textContent.toLowerCase()}.`);
    return;
  }
  sessionStorage.setItem(FOCUS, button.id);
  history.go(Number(button.dataset.history));
});

// Before a tool, another computation or an example changes the numbers, what was typed gets an
// address of its own, so that Undo brings exactly that back.
function keepTyped() {
  const typed = texts();
  if (typed === saved || typed.length > 6000) return;
  history.replaceState({ htmx: true }, "");
  history.pushState({ htmx: true }, "", `?${typed}`);
  saved = typed;
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.matches("#bench-form [name=tool], .workbench-choose")) keepTyped();
});
document.addEventListener("click", (event) => {
  if (event.target.closest(".bench-presets a")) keepTyped();
});

document.addEventListener("htmx:pushedIntoHistory", settle);
document.addEventListener("htmx:afterSettle", settle);

// After the page was fetched anew for Undo or Redo: the button keeps the focus, and is heard.
function resume() {
  const button = document.getElementById(sessionStorage.getItem(FOCUS) ?? "");
  if (!button) return;
  sessionStorage.removeItem(FOCUS);
  button.focus();
  say(button.dataset.history === "-1" ? "Undone." : "Redone.");
}

settle();
// By then the script that announces stands ready, too.
document.addEventListener("DOMContentLoaded", resume);
