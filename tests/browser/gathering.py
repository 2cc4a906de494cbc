"""Parts of many pages put into one, so that a browser loads and lays out a single page."""

from collections.abc import Iterable

from playwright.sync_api import Page

# Parts keep the container that sets their width, and no part is fetched twice.
GATHER = """async ([addresses, part, place]) => {
  const into = document.querySelector(place);
  const texts = await Promise.all(addresses.map(async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.text();
  }));
  into.replaceChildren();
  texts.forEach((text, number) => {
    for (const found of new DOMParser().parseFromString(text, "text/html").querySelectorAll(part)) {
      found.dataset.from = addresses[number];
      into.append(document.adoptNode(found));
    }
  });
}"""
WIDTHS = (320, 390, 768, 1280)
# What is cut off or sticks out, each with the page and the picture.
FAULTS = """() => {
  const faults = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) faults.push(`the page is ${width} wide`);
  for (const svg of document.querySelectorAll("svg.picture, svg.topic-map")) {
    const room = svg.getBoundingClientRect();
    const from = svg.closest("[data-from]")?.dataset.from ?? location.pathname;
    const tell = (words) =>
      faults.push(`${from} ${svg.querySelector("title").textContent}: ${words}`);
    if (!room.width || !room.height) tell("has no size");
    for (const each of svg.querySelectorAll("text, rect, circle, line, path, polygon, polyline")) {
      const box = each.getBoundingClientRect();
      const over = Math.max(room.left - box.left, box.right - room.right,
                            room.top - box.top, box.bottom - room.bottom);
      if (over > 1) tell(`${each.tagName} '${each.textContent}' is cut by ${over.toFixed(1)}`);
    }
    const scroll = svg.closest(".picture-scroll, .map-scroll");
    const scrolls = getComputedStyle(scroll).overflowX === "auto";
    const named = scroll.tabIndex === 0 && scroll.getAttribute("aria-label");
    const cue = svg.parentElement.querySelector(".sideways-cue").getBoundingClientRect();
    const isWider = scroll.scrollWidth > scroll.clientWidth;
    if (isWider && !(scrolls && named)) tell("is wider than its place, which cannot be scrolled");
    if (isWider && cue.height < 20) tell("scrolls without a cue");
    if (!isWider && cue.height > 0) tell("has a cue and does not scroll");
    const place = scroll.getBoundingClientRect();
    if (place.left < 0 || place.right > innerWidth) tell("its place is wider than the screen");
  }
  return faults;
}"""


def gather(page: Page, addresses: Iterable[str], part: str, place: str) -> None:
    """Puts the `part` of each address into `place` of the open page, in place of what was there."""
    page.evaluate(GATHER, [list(addresses), part, place])


def cut_off(page: Page) -> list[str]:
    """What of the pictures on this page is cut off, at any width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: {fault}" for fault in page.evaluate(FAULTS)]
    return found
