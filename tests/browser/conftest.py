"""A real browser on a real site. Every test also fails on an error or a warning in the console, a
CSP report, or a request to another host, in any tab."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests.accounts.signing_in import CODE
from tests.prepared import REAL_BANK, Prepared
from tests.serving import Site, running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADMIN = {"username": "editor", "password": "a-long-pass-phrase-7"}
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(
    chromium: str, prepared: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The whole bank on the production server, with one admin."""
    mails = tmp_path_factory.mktemp("mails")
    environment = {
        "DJANGO_SUPERUSER_PASSWORD": ADMIN["password"],
        "EMAIL_URL": f"filemail:///{mails}",
    }
    site = prepared.site(tmp_path_factory.mktemp("site"), REAL_BANK, **environment)
    site.manage(
        *("createsuperuser", "--noinput", "--username", ADMIN["username"]),
        *("--email", "editor@example.org"),
    )
    with running(site):
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield launched
    launched.close()


class Mails:
    """What the site has sent, as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def code_for(self, address: str) -> str:
        """The code in the newest mail to this address."""
        files = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        texts = [path.read_text() for path in files]
        codes = [CODE.search(text) for text in texts if address in text]
        assert codes, f"no mail to {address}"
        assert codes[-1], f"no code in the newest mail to {address}"
        return codes[-1][1]


@pytest.fixture
def mails(site: Site) -> Mails:
    return Mails(Path(site.environment["EMAIL_URL"].removeprefix("filemail:///")))


class Complaints(list[str]):
    """What a browser reported about the pages it was shown."""

    def __init__(self, address: str) -> None:
        self.address = address
        # Statuses that a test expects; the browser reports them as errors.
        self.expected_statuses: set[int] = set()

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda found: self.append(f"script error: {found.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(f"status of {code}" in message.text for code in self.expected_statuses)
        if message.type in ("error", "warning", "assert") and not expected:
            self.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.append(f"request to another host: {request.url}")


@pytest.fixture
def complaints(site: Site) -> Complaints:
    return Complaints(site.address)


@pytest.fixture
def open_page(browser: Browser, site: Site, complaints: Complaints) -> Iterator[Open]:
    """Opens each page in its own profile; takes the options of a browser context."""
    contexts = []

    def opened(path: str, **options: object) -> Page:
        context = browser.new_context(base_url=site.address, **options)
        contexts.append(context)
        context.set_default_timeout(30_000)
        complaints.watch(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
