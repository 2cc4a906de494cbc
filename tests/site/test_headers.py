"""The same strict headers on every page, on errors and in the admin."""

import pytest

from tests.config.test_headers import CSP, OTHERS

ADDRESSES = (
    *("/", "/questions/", "/questions/softmax/", "/questions/softmax/context/"),
    *("/questions/softmax/examples/three-scores/", "/questions/softmax/items/which-grows/"),
    *("/topics/", "/topics/attention-scores/", "/topics/attention-scores/sheet/", "/glossary/"),
    *("/questions/softmax/deck/", "/topics/attention-scores/worksheet/", "/mistakes/deck/"),
    *("/quizzes/", "/quizzes/softmax/", "/workbench/", "/typing/", "/healthz"),
    *("/search/", "/search/?q=softmax", "/feeds/questions.atom", "/feeds/questions.rss"),
    *("/sitemap.xml", "/robots.txt"),
    *("/nowhere/", "/questions/wrong/", "/admin/", "/admin/login/"),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_strict_headers(client, bank, address):
    headers = client.get(address).headers
    assert {part.strip() for part in headers["Content-Security-Policy"].split(";")} == CSP
    assert OTHERS.items() <= dict(headers).items()
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_that_is_not_modified_has_them_too(client, bank):
    tag = client.get("/questions/softmax/").headers["ETag"]
    response = client.get("/questions/softmax/", headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_asks_another_host_for_anything(client, bank, address):
    page = client.get(address, follow=True).content.decode()
    for attribute in ('src="http', 'src="//', 'rel="stylesheet" href="http', 'action="http'):
        assert attribute not in page
