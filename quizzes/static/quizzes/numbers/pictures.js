// Pictures beyond plain HTML: reading them cell by cell with the arrow keys, and a PNG to take away.
// Their numbers stand in a table below each, which needs no script.

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const PIXELS = 2;

function say(words) {
  document.dispatchEvent(new CustomEvent("site:announce", { detail: words }));
}

function stepped(place, step, count) {
  return Math.min(Math.max(place + step, 0), count - 1);
}

function share(place, count) {
  return count > 1 ? place / (count - 1) : 0;
}

// Where a picture is wider than its place, the part that is read comes into view. Along a line
// chart the rows of the table follow each other, elsewhere the columns.
function showPart(figure, down, across) {
  const place = figure.querySelector(".picture-scroll");
  const way = figure.querySelector("polyline") ? down : across;
  place.scrollLeft = way * (place.scrollWidth - place.clientWidth);
}

function moveTo(figure, row, column) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const cell = rows[row].cells[column + 1];
  const heading = figure.querySelectorAll("thead th")[column + 1].textContent;
  const cells = figure.querySelectorAll(".cell-edge");
  for (const current of figure.querySelectorAll(".current")) current.classList.remove("current");
  cell.classList.add("current");
  // Only a heatmap has as many cells as its table.
  const columns = rows[0].cells.length - 1;
  if (cells.length === rows.length * columns) {
    cells[row * columns + column].classList.add("current");
  }
  showPart(figure, share(row, rows.length), share(column, columns));
  figure.dataset.row = row;
  figure.dataset.column = column;
  say(`${rows[row].cells[0].textContent}, ${heading}: ${cell.textContent}`);
}

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const picture = event.target.closest?.(".picture-scroll");
  if (!step || !picture || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const figure = picture.closest("figure");
  const rows = figure.querySelectorAll("tbody tr");
  const columns = rows[0].cells.length - 1;
  if (figure.dataset.row === undefined) return moveTo(figure, 0, 0);
  moveTo(
    figure,
    stepped(Number(figure.dataset.row), step[0], rows.length),
    stepped(Number(figure.dataset.column), step[1], columns),
  );
});

async function png(button) {
  const response = await fetch(button.dataset.pngOf);
  if (!response.ok) throw new Error(response.statusText);
  const image = new Image();
  const drawn = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await response.text())}`;
  await drawn;
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * PIXELS;
  canvas.height = image.naturalHeight * PIXELS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = button.dataset.file;
  link.click();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-png-of]");
  if (!button) return;
  try {
    await png(button);
    say("The picture was saved as PNG.");
  } catch {
    say("The picture could not be saved. Take the SVG instead.");
  }
});

function revealPngButtons(root) {
  for (const button of root.querySelectorAll("[data-png-of][hidden]")) button.hidden = false;
}

document.addEventListener("htmx:afterSettle", (event) => revealPngButtons(event.detail.elt));
revealPngButtons(document);
