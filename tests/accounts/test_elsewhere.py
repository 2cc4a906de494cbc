"""A site whose owner has registered it elsewhere lets people sign in with that."""

import re
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from tests.accounts.elsewhere import another_site
from tests.prepared import Prepared
from tests.serving import running

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
LINK = re.compile(r'href="([^"]+)">Continue with Example<')


def test_one_signs_in_with_an_account_elsewhere(prepared: Prepared, tmp_path) -> None:
    with another_site() as elsewhere:
        site = prepared.site(
            tmp_path,
            OIDC_SERVER=elsewhere,
            OIDC_NAME="Example",
            OIDC_CLIENT_ID="us",
            OIDC_CLIENT_SECRET="s",
        )
        site.manage("migrate", "--verbosity=0")
        with running(site):
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            door = browser.open(f"{site.address}/account/login/").read().decode()
            there = f"{site.address}{LINK.search(door)[1].replace('&amp;', '&')}"
            page = browser.open(there)
            assert elsewhere in page.headers["Content-Security-Policy"]
            token = TOKEN.search(page.read().decode())[1]
            posted = urlencode({"csrfmiddlewaretoken": token}).encode()
            account = browser.open(there, posted).read().decode()
            assert "You are signed in as <strong>ann@example.org</strong>" in account
