"""Each kind says what is the matter with a wrong answer, and never what the right one is."""

import re
from itertools import chain, combinations, permutations, product

import pytest
import yaml

from quizzes.items import parse_spec
from tests.items.making import CHOICES, ORDER, SHAPE, kind
from tests.serving import ROOT

ITEM = re.compile(r"^```item\n(.*?)^```", re.DOTALL | re.MULTILINE)

MASKED = {
    "kind": "order",
    "lines": [
        "Scores",
        {"text": "Mask", "too_early": "There is nothing to hide."},
        {"text": "Softmax", "too_early": "Hidden keys take a share."},
        {"text": "Values", "too_early": "There are no weights."},
    ],
}


def letters_of(order, *lines: int) -> str:
    """What a learner types to put the lines of the source in this order."""
    shown = order.shown_lines()
    return ", ".join("abcdefgh"[shown.index(line)] for line in lines)


class TestOrder:
    def test_the_line_that_stands_too_early_is_named(self):
        order = kind(**MASKED)
        judgement = order.judge(letters_of(order, 0, 2, 1, 3))
        assert order.line_too_early(judgement) == 2
        letter = letters_of(order, 2)
        assert judgement.detail == f"Line {letter} comes too early."

    def test_the_named_line_always_stands_before_one_that_belongs_before_it(self):
        order = kind(**MASKED)
        for lines in permutations(range(4)):
            judgement = order.judge(letters_of(order, *lines))
            early = order.line_too_early(judgement)
            if judgement.verdict == "right":
                assert early is None
            else:
                place = lines.index(early)
                assert any(later < early for later in lines[place:])

    def test_without_reasons_the_lines_in_place_are_counted(self):
        order = kind(**ORDER)
        judgement = order.judge(letters_of(order, 0, 1, 3, 2))
        assert judgement.detail == "2 of 4 lines are in the right place."
        assert order.line_too_early(judgement) is None

    def test_a_reason_stands_in_the_spec_as_its_author_wrote_it(self):
        assert (
            parse_spec({"key": "k", "ask": "A?", "explain": "B."} | MASKED).model_dump()["lines"]
            == MASKED["lines"]
        )


class TestChoices:
    def every_answer(self, choices):
        count = len(choices.options())
        sets = chain.from_iterable(combinations(range(count), n) for n in range(1, count + 1))
        return [", ".join("abcdef"[i] for i in chosen) for chosen in sets]

    def test_a_wrong_option_is_named_with_its_reason(self):
        choices = kind(**CHOICES)
        wrong = [i for i, option in enumerate(choices.options()) if not option.right]
        judgement = choices.judge("abcdef"[wrong[0]])
        assert judgement.detail == f"Option {'abcdef'[wrong[0]]} should not be chosen."
        assert choices.chosen_option(judgement) == choices.options()[wrong[0]]

    def test_where_only_right_ones_were_chosen_it_is_said_that_some_are_missing(self):
        choices = kind(**CHOICES)
        right = next(i for i, option in enumerate(choices.options()) if option.right)
        judgement = choices.judge("abcdef"[right])
        assert judgement.detail == "Everything you chose is right, but something is missing."
        assert choices.chosen_option(judgement) is None

    @pytest.mark.parametrize("count", [2, 3, 4])
    def test_no_sentence_leaves_a_single_answer(self, count):
        """Of all ways in which the options may be right, two or more give the same sentence. The
        order in which the author wrote them is not known, so many are tried."""
        answers = None
        said: dict[tuple[str, str], set[tuple[bool, ...]]] = {}
        for mask, seed in product(range(1, 2**count), range(1, 25)):
            right = [bool(mask >> i & 1) for i in range(count)]
            options = [{"text": f"{i}", "why": "It is.", "right": r} for i, r in enumerate(right)]
            choices = kind(seed, kind="choices", options=options)
            shown = tuple(option.right for option in choices.options())
            answers = answers or self.every_answer(choices)
            for answer in answers:
                judgement = choices.judge(answer)
                if judgement.verdict == "wrong":
                    said.setdefault((answer, judgement.detail), set()).add(shown)
        assert [key for key, fitting in said.items() if len(fitting) < 2] == []


class TestShape:
    def detail(self, raw: str, **more) -> str:
        return kind(**(SHAPE | more)).judge(raw).detail

    def test_the_transpose(self):
        assert self.detail("5 x 2") == "5 x 2 is the shape of the transpose: rows come first."

    def test_the_shape_of_an_input(self):
        assert self.detail("2 x 4") == "2 x 4 is the shape of the input query."

    def test_a_batch_or_heads_in_front(self):
        assert "2 x 2 x 5 has 3 axes." in self.detail("(2, 2, 5)")
        assert "no axis of its own for a batch" in self.detail("(1, 1, 2, 5)")

    def test_a_list(self):
        assert self.detail("5") == "This value has 2 axes, rows and columns; 5 has one."

    def test_one_side_right(self):
        assert self.detail("2 x 9") == (
            "The number of rows is right, the number of columns is not."
        )
        assert self.detail("9 x 9") == ""

    def test_one_head_for_all_or_all_for_one(self):
        heads = {
            "computation": "multi_head_attention",
            "givens": {
                "X": "halves(5, 6)",
                "W_q": "halves(6, 8)",
                "W_k": "halves(6, 8)",
                "W_v": "halves(6, 8)",
                "W_o": "halves(8, 6)",
                "num_heads": 2,
            },
            "of": "heads",
        }
        shape = kind(**(SHAPE | heads))
        rows, columns = shape.expected()
        assert shape.judge(f"{rows} x {columns // 2}").detail == (
            "There are 2 heads. Does this value hold one of them or all?"
        )

    def test_the_right_shape_is_in_no_sentence(self):
        for raw in ("5 x 2", "2 x 4", "1 x 2 x 5", "5", "2 x 9", "3 x 5"):
            assert "2 x 5" not in self.detail(raw).replace(raw, "")


def test_every_order_of_the_bank_says_what_breaks():
    pages = [path.read_text() for path in (ROOT / "content").glob("*.md")]
    blocks = [yaml.safe_load(block) for page in pages for block in ITEM.findall(page)]
    orders = [parse_spec(block) for block in blocks if block["kind"] == "order"]
    assert len(orders) >= 11
    for spec in orders:
        assert [spec.explains(line) for line in range(1, len(spec.lines))] == [True] * (
            len(spec.lines) - 1
        ), spec.key
