// What plain HTML cannot do: copying, announcing what htmx put in, keeping the focus,
// and a sentence where the server cannot be reached. Every page works without it.

const announcer = document.getElementById("announcer");

function announce(words) {
  // Emptied first, so that the same words said twice are heard twice.
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = words));
}

// Whatever else a page loads may have something to say.
document.addEventListener("site:announce", ({ detail }) => announce(detail));

// Copying: data-copy holds the text, data-copy-link an address of this site, data-copy-from the
// id of a field that holds it.

function revealCopyButtons(root) {
  const hidden = "[data-copy][hidden], [data-copy-link][hidden], [data-copy-from][hidden]";
  for (const button of root.querySelectorAll(hidden)) button.hidden = false;
  for (const formula of root.querySelectorAll(".prose .formula:not(.has-copy)")) {
    formula.classList.add("has-copy");
    formula.after(copyTexButton(formula.querySelector("math").dataset.tex));
  }
}

function copyTexButton(tex) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-tex";
  button.dataset.copy = tex;
  button.textContent = "Copy TeX";
  return button;
}

function textToCopy({ copy, copyLink, copyFrom }) {
  if (copyFrom) return document.getElementById(copyFrom).value;
  return copyLink === undefined ? copy : new URL(copyLink, location.href).href;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without https, or not allowed: the older way, by a selection.
    return copySelected(text);
  }
}

function copySelected(text) {
  const focused = document.activeElement;
  const box = document.createElement("textarea");
  box.className = "visually-hidden";
  box.value = text;
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-link], [data-copy-from]");
  if (!button) return;
  if (!(await copyText(textToCopy(button.dataset)))) {
    announce("The browser did not allow copying");
    return;
  }
  announce("Copied");
  const words = button.dataset.words ?? button.textContent;
  button.dataset.words = words;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = words), 1500);
});

// A search form asks only for what was filled in, so that its address stays short.

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("form[role=search]")) return;
  for (const [name, value] of Object.entries(event.detail.parameters)) {
    if (value === "") delete event.detail.parameters[name];
  }
});

// After a swap: the focus goes to the new fragment if the old one held it, and is told.

let targetThatHadFocus = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  targetThatHadFocus = target.contains(document.activeElement) ? target : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const fragment = event.detail.elt;
  revealCopyButtons(fragment);
  const teller = fragment.matches("[data-announce]")
    ? fragment
    : fragment.querySelector("[data-announce]");
  const { done } = event.detail.requestConfig?.elt.dataset ?? {};
  if (teller || done) announce([done, teller?.dataset.announce].filter(Boolean).join(" "));
  if (targetThatHadFocus && document.activeElement === document.body) {
    const place = fragment.querySelector("[data-focus]") ?? fragment;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  }
  targetThatHadFocus = null;
});

// The server failed or cannot be reached: what was typed stays, and a sentence says so.

const KEPT = "Nothing was saved. What you typed is still here.";
const OFFLINE = `The server cannot be reached. ${KEPT}`;
const FAILED = `The server could not do that. ${KEPT}`;

function placeOf(element) {
  return element.closest("form") ?? element.parentElement;
}

function sayFailure(event, words) {
  const place = placeOf(event.detail.elt);
  clearFailure(place);
  const notice = document.createElement("div");
  notice.className = "notice notice-wrong request-failure";
  notice.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent = words;
  notice.append(sentence);
  place.append(notice);
}

function clearFailure(place) {
  for (const notice of place.querySelectorAll(".request-failure")) notice.remove();
}

document.addEventListener("htmx:beforeRequest", (event) => clearFailure(placeOf(event.detail.elt)));
document.addEventListener("htmx:sendError", (event) => sayFailure(event, OFFLINE));
document.addEventListener("htmx:timeout", (event) => sayFailure(event, OFFLINE));
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  sayFailure(event, isSentence(xhr) ? `${xhr.responseText} ${KEPT}` : FAILED);
});

function isSentence(xhr) {
  return xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
}

// A refusal in one sentence is said beside what was typed, whatever is swapped otherwise.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.isError || detail.xhr.status < 400 || !isSentence(detail.xhr)) return;
  detail.shouldSwap = false;
  const { elt } = detail.requestConfig;
  sayFailure({ detail: { elt } }, `${detail.xhr.responseText} ${KEPT}`);
});

revealCopyButtons(document);

// The learner's own day decides what is due. So the time zone goes along with what is sent, and
// nothing is set for somebody who only reads.

function rememberTimeZone({ target }) {
  if (target.method !== "post" || target.matches(".theme-switch")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `time_zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}

// Before htmx sends the form, which it does when the event has reached it.
document.addEventListener("submit", rememberTimeZone, { capture: true });
