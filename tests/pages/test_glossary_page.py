"""The glossary page, and the links to it from other pages."""

import re

from tests.bank.test_glossary import GLOSSARY


def text_of(client, address="/glossary/"):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_terms_stand_by_letter_each_with_its_anchor(client, bank):
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    page = text_of(client)
    anchors = ["letter-k", "kv-cache", "letter-s", "score", "softmax"]
    places = [page.index(f'id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)
    assert '<a href="#letter-k">K</a>' in page
    assert "Also: logit" in page
    assert 'Read more: <a href="/questions/softmax/">What does softmax do?</a>' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_word_of_a_page_leads_to_its_term(client, bank):
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    question = text_of(client, "/questions/softmax/")
    (slug,) = re.findall(r'<a class="term" href="/glossary/#([\w-]+)">Softmax</a>', question)
    assert f'id="{slug}"' in text_of(client)


def test_a_changed_glossary_shows_at_once_in_a_kept_page(client, bank):
    text_of(client, "/questions/softmax/")
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    assert 'class="term"' in text_of(client, "/questions/softmax/")


def test_a_hidden_question_is_not_named(client, bank):
    bank.write("glossary.yaml", GLOSSARY)
    bank.publish(7, "softmax", status="draft")
    assert "Read more" not in text_of(client)


def test_no_definition_is_linked_to_itself_or_to_others(client, bank):
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    assert 'class="term"' not in text_of(client)


def test_a_bank_without_terms_says_so(client, db):
    assert "No term is explained here yet." in text_of(client)


def test_three_queries_once_then_one_and_no_cookie(client, bank, django_assert_num_queries):
    bank.write("glossary.yaml", GLOSSARY)
    bank.sync()
    with django_assert_num_queries(3):
        response = client.get("/glossary/")
    with django_assert_num_queries(1):
        assert client.get("/glossary/").content == response.content
    assert not response.cookies
    assert client.post("/glossary/").status_code == 405
    assert client.head("/glossary/").status_code == 200
