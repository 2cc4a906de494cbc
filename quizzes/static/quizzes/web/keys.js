// Keys: Ctrl+Enter submits, ? shows what keys there are, / searches, N goes to the next task.
// data-key holds the letter of a button or link.

const CHOICE = "single-keys";
const TYPED_IN =
  "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select";

// Without storage, as some browsers have it, single keys are on.
function singleKeysAreOn() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

function keepChoice(on) {
  try {
    localStorage.setItem(CHOICE, on ? "on" : "off");
  } catch {
    // Then it holds for as long as the box shows it.
  }
}

function wireChoice(root) {
  const choice = root.querySelector(".key-choice");
  if (!choice) return;
  choice.hidden = false;
  const box = choice.querySelector("input");
  box.checked = singleKeysAreOn();
  box.addEventListener("change", () => keepChoice(box.checked));
}

wireChoice(document);

// The list of keys: that of its page, in a dialog, which gives the focus back when it closes.

function dialogWith(list) {
  const dialog = document.createElement("dialog");
  dialog.className = "key-dialog stack";
  dialog.setAttribute("aria-labelledby", "key-dialog-title");
  const title = document.createElement("h2");
  title.id = "key-dialog-title";
  title.textContent = "Keyboard shortcuts";
  const close = document.createElement("button");
  close.type = "button";
  close.autofocus = true;
  close.className = "button button-quiet";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, ...list.childNodes, close);
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

async function showKeys() {
  const { href } = document.querySelector(".keyboard-help");
  if (location.pathname === new URL(href).pathname) return;
  try {
    const response = await fetch(href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const dialog = dialogWith(page.querySelector("#keys"));
    // Pressed twice while the list was on its way.
    if (document.querySelector("dialog[open]")) return;
    document.body.append(dialog);
    wireChoice(dialog);
    dialog.showModal();
  } catch {
    location.href = href;
  }
}

function search() {
  const box = document.querySelector("main form[role=search] input[type=search]");
  const link = document.querySelector(".site-nav [data-search]");
  box?.select();
  if (!box && link) location.href = `${link.href}#q`;
  return Boolean(box ?? link);
}

// Where several are in sight, nobody knows which one is meant.
function press(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const seen = found.filter((each) => each.checkVisibility() && !each.disabled);
  if (seen.length === 1) seen[0].click();
  return seen.length === 1;
}

function submitWhereTyping(target) {
  const { form } = target;
  const button = form && [...form.elements].find((e) => e.type === "submit" && !e.disabled);
  button?.click();
  return Boolean(button);
}

function done(event) {
  const { target, key } = event;
  if (!(target instanceof Element) || event.repeat || event.altKey || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey) {
    return key === "Enter" && target.matches("input, textarea, select") && submitWhereTyping(target);
  }
  if (target.closest(`${TYPED_IN}, [contenteditable]`) || !singleKeysAreOn()) return false;
  const open = document.querySelector("dialog[open]");
  if (open) {
    if (key === "?" && open.matches(".key-dialog")) open.close();
    return false;
  }
  // On some keyboards these two take the shift key.
  if (key === "?") {
    showKeys();
    return true;
  }
  return key === "/" ? search() : !event.shiftKey && press(key.toLowerCase());
}

document.addEventListener("keydown", (event) => done(event) && event.preventDefault());
