"""CSV, read back, with no cell that a spreadsheet would run."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest

from quizzes.exporting.decks import Deck, deck_of
from quizzes.exporting.formats.comma_separated import BEGINS_A_FORMULA, as_text_cell, written
from quizzes.exporting.scopes import scope_of_everything
from tests.answering import all_kinds as small
from tests.exporting.nasty import SLUG, deck_of_question, stored_nasty

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


def rows(deck: Deck) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written(deck, NOW).decode("utf-8-sig"), newline="")))


def plain(cell: str) -> str:
    """A cell as a spreadsheet shows it."""
    return cell[1:] if cell.startswith("'") else cell


def agrees(deck: Deck) -> None:
    found = rows(deck)
    assert [row["key"] for row in found] == [card.key for card in deck.cards]
    for row, card in zip(found, deck.cards, strict=True):
        assert row["seed"] == str(card.task.seed)
        assert plain(row["task"]) == card.ask_text
        for number, choice in enumerate(card.choices, 1):
            assert plain(row[f"option_{number}"]) == choice.text
            assert row[f"right_{number}"] == ("yes" if choice.right else "no")
            assert plain(row[f"feedback_{number}"]) == choice.why_text
        assert plain(row["answer"]) == "\n".join(choice.text for choice in card.right)


@pytest.mark.parametrize("bank", ["all_kinds", "real_bank"])
def test_every_task_is_read_back_as_it_was(bank, request):
    request.getfixturevalue(bank)
    agrees(deck_of("everything", "All tasks", scope_of_everything().items, 2))


def test_nasty_texts_are_read_back_and_run_as_nothing(db):
    stored_nasty()
    deck = deck_of_question(SLUG)
    agrees(deck)
    cells = [cell for row in rows(deck) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(BEGINS_A_FORMULA)]
    assert "'=HYPERLINK(1) {a} ~ # \\ :" in cells
    assert "'+RIGHT <b" in cells
    assert "שלום -> עולם 123" in cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "＠SUM"])
def test_a_cell_that_could_be_a_formula_is_text(text):
    assert as_text_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "a=b", "[[1, -2]]", "−1"])
def test_any_other_cell_is_left_alone(text):
    assert as_text_cell(text) == text


def test_a_spreadsheet_knows_that_it_is_utf_8(all_kinds):
    assert written(deck_of_question(small.SLUG), NOW).startswith(b"\xef\xbb\xbf")
