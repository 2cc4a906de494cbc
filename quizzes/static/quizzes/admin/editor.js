/* Line numbers, jumps to faults and a live preview for the text fields of the admin.
   Without this script the fields are plain textareas and all of it is a button away. */

const PAUSE = 600;

/** Puts a numbered copy of the text behind a field; the field itself stays what it was. */
function numberLines(field) {
  const frame = document.createElement("div");
  frame.className = "numbered";
  field.replaceWith(frame);
  const copy = document.createElement("div");
  copy.className = "numbered-copy";
  copy.setAttribute("aria-hidden", "true");
  frame.append(copy, field);
  const refresh = () => {
    showLines(copy, field.value.split("\n"));
    copy.scrollTop = field.scrollTop;
  };
  field.addEventListener("input", refresh);
  field.addEventListener("scroll", () => { copy.scrollTop = field.scrollTop; });
  refresh();
  return copy;
}

/** Changes only the lines that differ: a long text stays quick to write in. */
function showLines(copy, lines) {
  const rows = copy.children;
  for (let index = 0; index < lines.length; index += 1) {
    let row = rows[index];
    if (!row) {
      row = document.createElement("div");
      row.dataset.number = index + 1;
      copy.append(row);
    }
    if (row.textContent !== lines[index]) {
      row.textContent = lines[index];
    }
  }
  while (rows.length > lines.length) {
    copy.lastElementChild.remove();
  }
}

function goToLine(field, copy, number) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[number - 1] || "").length);
  const row = copy.children[number - 1];
  if (row) {
    field.scrollTop = Math.max(0, row.offsetTop - field.clientHeight / 3);
  }
}

/** The main part of a page, in a shadow of its own: its styles and the admin's do not mix. */
function showPage(root, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = document.createElement("div");
  main.className = "preview-pane";
  main.append(...page.querySelector("main").childNodes);
  // Leaving the editor would lose what is typed.
  main.querySelectorAll("a[href]").forEach((link) => { link.target = "_blank"; });
  main.querySelectorAll("form").forEach((form) => { form.target = "_blank"; });
  const known = [...root.querySelectorAll("link")].map((link) => link.getAttribute("href"));
  const wanted = [...page.querySelectorAll('link[rel="stylesheet"]:not([media="print"])')];
  root.querySelector(".preview-pane")?.remove();
  root.append(...wanted.filter((link) => !known.includes(link.getAttribute("href"))), main);
}

/** Loads the page as it would be after each pause in writing. */
function previewLive(pane, fields) {
  const form = pane.closest("form");
  const body = pane.querySelector("[data-live-body]");
  const status = pane.querySelector("[data-live-status]");
  const root = body.attachShadow({ mode: "open" });
  let waiting = 0;
  let running = null;

  async function load() {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(pane.dataset.livePreview, {
        method: "POST", body: new FormData(form), signal: running.signal, credentials: "same-origin",
      });
      if (!answer.ok || answer.redirected) {
        throw new Error(String(answer.status));
      }
      showPage(root, await answer.text());
      status.textContent = "Up to date";
    } catch (error) {
      if (error.name !== "AbortError") {
        status.textContent = "The preview could not be loaded; your text is untouched.";
      }
    }
  }

  fields.forEach((field) => field.addEventListener("input", () => {
    status.textContent = "Waiting for a pause";
    clearTimeout(waiting);
    waiting = setTimeout(load, PAUSE);
  }));
  pane.hidden = false;
  status.textContent = "Loading";
  load();
}

function start() {
  const fields = [...document.querySelectorAll("textarea[data-source-area]")];
  const copies = new Map(fields.map((field) => [field.id, numberLines(field)]));
  document.querySelectorAll("a[data-fault-line]").forEach((link) => {
    const copy = copies.get(link.dataset.faultField);
    const number = Number(link.dataset.faultLine);
    copy?.children[number - 1]?.classList.add("has-fault");
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.dataset.faultField);
      if (field && copy) {
        event.preventDefault();
        goToLine(field, copy, number);
      }
    });
  });
  const pane = document.querySelector("[data-live-preview]");
  if (pane && fields.length) {
    previewLive(pane, fields);
  }
}

document.addEventListener("DOMContentLoaded", start);
