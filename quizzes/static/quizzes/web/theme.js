// The theme switch at once, without loading the page anew. The server keeps the choice.

function show(theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const button of document.querySelectorAll(".theme-switch button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.removeAttribute("media");
    meta.content = getComputedStyle(document.body).backgroundColor;
  }
}

function remember(theme) {
  const age = theme === "system" ? 0 : 31536000;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
}

function remembered() {
  return document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1] ?? "system";
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".theme-switch")) return;
  event.preventDefault();
  const theme = event.submitter.value;
  remember(theme);
  show(theme);
  const body = new URLSearchParams({ theme });
  const headers = { "HX-Request": "true" };
  // Should it fail, this browser has its cookie all the same.
  fetch(event.target.action, { method: "POST", body, headers, keepalive: true }).catch(() => {});
});

// A page that the back button brings back looks as it was left.
window.addEventListener("pageshow", ({ persisted }) => persisted && show(remembered()));
