// Lines to put in order: dragged with a mouse or a finger, or moved with buttons and arrow keys.
// The letters for each place, which are posted, follow. Without a script they are chosen by hand.

const EDGE = 48;
const SCROLL = 12;
const DIRECTIONS = { ArrowUp: -1, ArrowDown: 1 };

function say(words) {
  document.dispatchEvent(new CustomEvent("site:announce", { detail: words }));
}

function lettersOf(list) {
  return [...list.children].map((line) => line.dataset.letter);
}

function arrange(list, letters) {
  const lines = new Map([...list.children].map((line) => [line.dataset.letter, line]));
  list.append(...letters.map((letter) => lines.get(letter)));
}

// The other line moves, so that this one keeps the focus and the pointer.
function swap(line, direction) {
  const other = direction < 0 ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return false;
  if (direction < 0) line.after(other);
  else line.before(other);
  return true;
}

function showEnds(list) {
  for (const line of list.children) {
    const [up, down] = line.querySelectorAll("button");
    // Not disabled: a button that is would lose the focus.
    up.setAttribute("aria-disabled", !line.previousElementSibling);
    down.setAttribute("aria-disabled", !line.nextElementSibling);
  }
}

function fillIn(line) {
  const list = line.parentElement;
  const letters = lettersOf(list);
  const selects = list.closest(".order").querySelectorAll("select");
  for (const [place, select] of [...selects].entries()) select.value = letters[place];
  showEnds(list);
  selects[0].dispatchEvent(new Event("change", { bubbles: true }));
  const { letter } = line.dataset;
  say(`Line ${letter} is now ${letters.indexOf(letter) + 1} of ${letters.length}`);
}

function move(line, direction) {
  if (swap(line, direction)) fillIn(line);
  else say(`Line ${line.dataset.letter} is already ${direction < 0 ? "first" : "last"}`);
  line.scrollIntoView({ block: "nearest" });
}

function moveButton(line, direction) {
  const [way, arrow] = direction < 0 ? ["up", "↑"] : ["down", "↓"];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "order-move";
  button.setAttribute("aria-label", `Move line ${line.dataset.letter} ${way}`);
  button.textContent = arrow;
  button.addEventListener("click", () => move(line, direction));
  return button;
}

function middle(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}

// The line follows the pointer, and changes places with each line whose middle it passes.
function follow(line, grabbed, y) {
  if (y < EDGE) scrollBy(0, -SCROLL);
  if (y > innerHeight - EDGE) scrollBy(0, SCROLL);
  line.style.transform = "";
  while (line.previousElementSibling && y < middle(line.previousElementSibling)) swap(line, -1);
  while (line.nextElementSibling && y > middle(line.nextElementSibling)) swap(line, 1);
  line.style.transform = `translateY(${y - grabbed - line.getBoundingClientRect().top}px)`;
}

function drag(line, pointer) {
  const list = line.parentElement;
  const before = lettersOf(list);
  const grabbed = pointer.clientY - line.getBoundingClientRect().top;
  const listening = new AbortController();
  const end = (isDropped) => {
    listening.abort();
    line.classList.remove("is-dragged");
    line.style.transform = "";
    if (!isDropped) arrange(list, before);
    else if (lettersOf(list).join() !== before.join()) fillIn(line);
  };
  const on = (target, name, act) =>
    target.addEventListener(name, act, { signal: listening.signal });
  line.setPointerCapture(pointer.pointerId);
  line.classList.add("is-dragged");
  on(line, "pointermove", (event) => follow(line, grabbed, event.clientY));
  on(line, "pointerup", () => end(true));
  on(line, "pointercancel", () => end(false));
  on(document, "keydown", (event) => event.key === "Escape" && end(false));
}

function makeMovable(line) {
  const handle = document.createElement("span");
  handle.className = "order-handle";
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  const buttons = document.createElement("span");
  buttons.className = "order-buttons";
  buttons.append(moveButton(line, -1), moveButton(line, 1));
  line.prepend(handle);
  line.append(buttons);
  line.addEventListener("pointerdown", (event) => {
    // A finger elsewhere on the line scrolls the page.
    const holds = event.pointerType !== "touch" || handle.contains(event.target);
    if (!holds || event.button !== 0 || event.target.closest("button, a")) return;
    event.preventDefault();
    drag(line, event);
  });
  buttons.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(line, direction);
  });
}

function begin(order) {
  const list = order.querySelector(".order-lines");
  const selects = [...order.querySelectorAll("select")];
  const chosen = selects.map((select) => select.value);
  if (lettersOf(list).every((letter) => chosen.includes(letter))) arrange(list, chosen);
  for (const line of list.children) makeMovable(line);
  showEnds(list);
  order.classList.add("is-movable");
  order.querySelector(".order-moving").hidden = false;
  order.querySelector(".order-letters").hidden = true;
  if (selects.some((select) => select.autofocus)) list.querySelector("button").focus();
}

function beginIn(root) {
  for (const order of root.querySelectorAll(".order:not(.is-movable)")) begin(order);
}

document.addEventListener("htmx:afterSettle", (event) => beginIn(event.detail.elt));
beginIn(document);
