// Counts down the time left of a quiz. The server says how much that is, with the page and with each
// save; the device's own date and time are never asked. When the time is out, what was typed since
// the last save goes along, and the server shows the results or says why it came too late.

const clock = document.querySelector("[data-clock]");
const form = document.querySelector("#sitting-form");
const ANNOUNCED = [
  { seconds: 300, words: "5 minutes left" },
  { seconds: 60, words: "1 minute left" },
];
const LONGEST_COUNTDOWN = 5 * 60 * 60;

let end = 0;
let hasAsked = false;
let shownSeconds = Infinity;
let edits = 0;
let saved = 0;

function setLeft(milliseconds, since) {
  end = since + milliseconds;
  if (milliseconds > 0) hasAsked = false;
}

function inDigits(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function show(seconds) {
  // Of days and hours the page says enough: an assignment may be open for weeks.
  if (seconds > LONGEST_COUNTDOWN) return;
  const words = seconds > 0 ? `${inDigits(seconds)} left` : "Time is up.";
  clock.querySelector(".clock-left").textContent = words;
  for (const { seconds: at, words: detail } of ANNOUNCED) {
    const crossed = seconds <= at && shownSeconds > at && shownSeconds !== Infinity;
    if (crossed) document.dispatchEvent(new CustomEvent("site:announce", { detail }));
  }
  shownSeconds = seconds;
}

// Only a page with something new sends its text: another tab may hold a newer one.
function ask() {
  const place = edits > saved ? clock : clock.querySelector(".clock-said");
  place.dispatchEvent(new CustomEvent(edits > saved ? "clock-save" : "clock-sync"));
}

function tick() {
  const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  if (seconds !== shownSeconds) show(seconds);
  if (seconds > 0 || hasAsked) return;
  hasAsked = true;
  ask();
}

function watchEdits() {
  const edited = () => (edits += 1);
  form?.addEventListener("input", edited);
  form?.addEventListener("change", edited);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.requestConfig.editsSent = edits;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const isSave = detail.requestConfig.verb === "post" && form?.contains(detail.elt);
    if (isSave && detail.successful) saved = detail.requestConfig.editsSent ?? saved;
  });
}

function start() {
  const [navigation] = performance.getEntriesByType("navigation");
  setLeft(Number(clock.dataset.clock), navigation?.responseStart ?? performance.now());
  document.addEventListener("sitting:time-left", ({ detail }) => {
    setLeft(detail.value, performance.now());
    tick();
  });
  // A device that slept, a page that was gone back to, a network that was away.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) ask();
  });
  window.addEventListener("online", ask);
  watchEdits();
  tick();
  setInterval(tick, 250);
}

if (clock) start();
