"""Anki's own package reads our decks: an edit arrives, nothing doubles, texts stay texts."""

import json
import re
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizzes.exporting.decks import deck_of
from quizzes.exporting.formats.anki import written
from quizzes.exporting.scopes import scope_of_everything
from tests.answering import all_kinds as small
from tests.exporting.nasty import QUESTION, SLUG, deck_of_question, stored_nasty

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


class Reader:
    """A collection of Anki into which packages are imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def read(self, package: bytes) -> None:
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        self.collection.import_anki_package(request)

    def fields(self, key: str) -> dict[str, str]:
        (found,) = self.collection.find_notes(f'Key:"{key}"')
        return dict(self.collection.get_note(found).items())

    def sides(self, key: str) -> tuple[str, str]:
        """The front and the back as Anki renders them."""
        (found,) = self.collection.find_cards(f'Key:"{key}"')
        shown = self.collection.get_card(found).render_output()
        return shown.question_text, shown.answer_text


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(tmp_path)
    yield reader
    reader.collection.close()


def deck_ids(package: bytes) -> set[str]:
    """The ids in a package of the deck that it brings along and of Anki's own."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(zipfile.ZipFile(BytesIO(package)).read("collection.anki2"))
        file.flush()
        with closing(sqlite3.connect(file.name)) as database:
            (decks,) = database.execute("SELECT decks FROM col").fetchone()
    return {*json.loads(decks)}


def test_a_second_import_after_an_edit_updates_the_cards_and_doubles_none(all_kinds, anki):
    anki.read(written(deck_of_question(small.SLUG), NOW))
    before = anki.collection.note_count()
    cards = sorted(anki.collection.find_cards(""))
    edited = small.QUESTION.replace("What are the weights?", "Which weights does softmax give?")
    small.stored_question(edited.replace("EXPLAIN-GROWS the", "EXPLAIN-EDITED the"))
    anki.read(written(deck_of_question(small.SLUG), NOW + timedelta(days=1)))
    assert anki.collection.note_count() == before
    assert sorted(anki.collection.find_cards("")) == cards
    assert "Which weights does softmax give?" in anki.fields(f"{small.SLUG}/softmax/1")["Task"]
    assert "EXPLAIN-EDITED" in anki.fields(f"{small.SLUG}/grows/1")["Explanation"]


def test_numbers_that_changed_with_an_edit_arrive_on_the_same_card(all_kinds, anki):
    anki.read(written(deck_of_question(small.SLUG), NOW))
    before = anki.fields(f"{small.SLUG}/softmax/1")["Answer"]
    small.stored_question(small.QUESTION.replace("distinct(4)", "distinct(5)"))
    anki.read(written(deck_of_question(small.SLUG), NOW + timedelta(days=1)))
    assert anki.fields(f"{small.SLUG}/softmax/1")["Answer"] != before


def test_the_same_task_in_two_decks_is_one_card(all_kinds, anki):
    small.stored_quiz("softmax")
    everything = scope_of_everything()
    anki.read(written(deck_of_question(small.SLUG), NOW))
    count = anki.collection.note_count()
    anki.read(written(deck_of("everything", "All", everything.items, 2), NOW + timedelta(days=1)))
    assert anki.collection.note_count() == count


def test_learning_goes_on_after_a_second_import(all_kinds, anki):
    anki.read(written(deck_of_question(small.SLUG), NOW))
    (card,) = anki.collection.find_cards(f'Key:"{small.SLUG}/softmax/1"')
    anki.collection.sched.set_due_date([card], "30")
    before = anki.collection.get_card(card).ivl
    anki.read(written(deck_of_question(small.SLUG), NOW + timedelta(days=1)))
    assert anki.collection.get_card(card).ivl == before == 30


def test_a_renamed_topic_keeps_its_deck(all_kinds):
    deck = deck_of_question(small.SLUG)
    renamed = deck_of(deck.name, "Another title", [], 1)
    assert deck_ids(written(deck, NOW)) == deck_ids(written(renamed, NOW))


def test_every_task_shows_its_answers_in_front_and_the_right_one_only_behind(all_kinds, anki):
    deck = deck_of_question(small.SLUG)
    anki.read(written(deck, NOW))
    for card in deck.cards:
        front, back = anki.sides(card.key)
        assert all(choice.html in front for choice in card.choices if "<" not in choice.html)
        assert "EXPLAIN-" not in front
        assert "EXPLAIN-" in back
        assert 'id="answer"' in back
        for choice in card.choices:
            assert f"{choice.letter}: not right" not in front


def test_texts_that_mean_something_to_anki_stay_texts(db, anki):
    stored_nasty()
    anki.read(written(deck_of_question(SLUG), NOW))
    front, back = anki.sides(f"{SLUG}/signs/1")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in front
    assert "<script" not in front + back
    assert not re.search(r"[{}\[\]]", re.sub(r"<[^>]*>", "", front + back))
    assert "a &lt; b &amp; c &gt; d" in front
    assert "שלום -&gt; עולם 123" in front
    assert "anki:play" not in front
    card = anki.collection.get_card(anki.collection.find_cards(f'Key:"{SLUG}/signs/1"')[0])
    assert not card.render_output().question_av_tags


def test_formulas_are_mathml_which_needs_no_network(db, anki):
    stored_nasty()
    anki.read(written(deck_of_question(SLUG), NOW))
    front, back = anki.sides(f"{SLUG}/signs/1")
    assert "<math>" in front
    assert "<mfrac>" in back
    assert not re.search(r"""(src|href)=""", front + back)


def test_an_edit_of_nasty_texts_arrives_once(db, anki):
    stored_nasty()
    anki.read(written(deck_of_question(SLUG), NOW))
    stored_nasty(QUESTION.replace("A second paragraph", "Another paragraph"))
    anki.read(written(deck_of_question(SLUG), NOW + timedelta(days=1)))
    assert anki.collection.note_count() == 2
    assert "Another paragraph" in anki.fields(f"{SLUG}/signs/1")["Task"]


def test_the_real_bank_imports_and_a_deck_of_200_cards_takes_less_than_ten_seconds(real_bank, anki):
    scope = scope_of_everything()
    start = time.perf_counter()
    deck = deck_of("everything", "All tasks", scope.items[:110], 3)
    package = written(deck, NOW)
    taken = time.perf_counter() - start
    assert len(deck.cards) >= 200
    assert taken < 10
    anki.read(package)
    assert anki.collection.note_count() == len(deck.cards)
