// Counts down the time left of an interview. The server says how much that is; at zero the answer
// that is open may be finished. Asks before a page with unsaved words is left.

const form = document.querySelector("#interview-form");
const ANNOUNCED = new Map([
  [300, "5 minutes left"],
  [60, "1 minute left"],
  [0, "Time is up. Finish this answer; it is the last one."],
]);

function inDigits(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

let ticking;

// `since` is when the server told the time left, in milliseconds after the page began to load.
function startClock(since) {
  clearInterval(ticking);
  const clock = document.querySelector("[data-interview-clock]");
  const shown = clock?.querySelector(".interview-left");
  if (!shown) return;
  const end = since + 1000 * Number(clock.dataset.interviewClock);
  let last;
  function tick() {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    if (seconds === last) return;
    if (last !== undefined && ANNOUNCED.has(seconds)) {
      document.dispatchEvent(new CustomEvent("site:announce", { detail: ANNOUNCED.get(seconds) }));
    }
    last = seconds;
    shown.textContent = inDigits(seconds);
    if (seconds === 0) clock.querySelector("p").textContent = ANNOUNCED.get(0);
  }
  tick();
  ticking = setInterval(tick, 250);
}

function guard() {
  let edits = 0;
  let saved = 0;
  form.addEventListener("input", () => (edits += 1));
  form.addEventListener("submit", () => (saved = Infinity));
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.requestConfig.editsSent = edits;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // Asking for a hint saves nothing, and to htmx a refusal that may be swapped is a success.
    const isSaved = detail.requestConfig.verb === "post" && detail.xhr.status < 400;
    // The answer to a task is not saved before it is sent.
    const isAll = "guard" in form.dataset;
    if (detail.successful && isSaved && isAll) saved = Math.max(saved, detail.requestConfig.editsSent ?? 0);
  });
  window.addEventListener("beforeunload", (event) => {
    if (edits > saved) event.preventDefault();
  });
}

const [navigation] = performance.getEntriesByType("navigation");
startClock(navigation?.responseStart ?? 0);
// The friend's page changes in place, and brings the time left along.
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "seat-now") startClock(performance.now());
});
if (form) guard();
