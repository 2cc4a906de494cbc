"""`make screenshot`: takes the README's picture from the running site."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.steps import MATRIX_ITEM, QUESTION, answer_without_scaling
from tests.serving import ROOT, running_site

PICTURE = ROOT / "docs" / "screenshot.png"
VIEWPORT = {"width": 1100, "height": 860}
ABOVE = 140


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed. On Debian: apt-get install chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(base_url=site.address, viewport=VIEWPORT)
        page.goto(QUESTION)
        answer_without_scaling(page).wait_for()
        page.evaluate("document.activeElement.blur()")
        card = page.locator(f"#item-{MATRIX_ITEM}")
        top = card.evaluate("element => element.getBoundingClientRect().top + scrollY")
        page.evaluate("top => scrollTo(0, top)", top - ABOVE)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
