"""Title, number, place and context are found wherever a collection has them, and told."""

import pytest

from quizzes.bank.importing import import_paths
from quizzes.bank.store.questions import save_question
from quizzes.models import Question
from tests.bank.guides import messages, write

from .conftest import question_text

pytestmark = pytest.mark.django_db


def put(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def found(report):
    """What the report says of each file: its name, and which rule found what."""
    return {file.name: list(file.lines())[1].strip() for file in report.files}


@pytest.mark.parametrize(
    ("name", "text", "title", "rule"),
    [
        ("a.md", '---\ntitle: "Why scale?"\nlayout: post\n---\nText.', "Why scale?", "front"),
        ("a.md", '+++\ntitle = "Why scale?"\nweight = 3\n+++\nText.', "Why scale?", "front"),
        ("a.md", "---\ntitle: Adam: why?\n---\nText.", "Adam: why?", "front"),
        (
            "a.mdx",
            "---\nid: x\nsidebar_position: 2\n---\n# Why scale?\n\nText.",
            "Why scale?",
            "head",
        ),
        ("Why scale.md", "---\ntags: [x]\n---\nText.", "Why scale", "name"),
        ("03_why_scale.md", "Text without any heading.", "Why scale", "name"),
        ("2024-05-01-why-scale.md", "Text.", "Why scale", "name"),
        ("a.md", '<h1 align="center">\n  <b>Why</b> scale?\n</h1>\n\nText.', "Why scale?", "<h1>"),
        ("a.md", "## Why scale?\n\nText.\n\n## More\n\nText.", "Why scale?", "first line"),
        ("a.md", "**Why scale?**\n\nText.", "Why scale?", "first line"),
        ("03_why.md", "```\n# In code\n```\n", "Why", "name"),
        ("why-scale/README.md", "Text.", "Why scale", "name"),
        ("重み.md", "Text.", "重み", "name"),
    ],
)
def test_a_title_is_found_where_the_guide_has_one(tmp_path, name, text, title, rule):
    report = import_paths([put(tmp_path, {name: text})])
    assert report.faults == []
    assert Question.objects.get().title == title
    (line,) = found(report).values()
    assert rule in line.partition("title: ")[2]


def test_a_heading_that_is_not_the_title_of_the_front_matter_stays(tmp_path):
    write(
        tmp_path, "a.md", "---\ntitle: Why scale?\n---\n# Another\n\nText.\n\n# Why scale?\n\nOn."
    )
    import_paths([tmp_path])
    body = Question.objects.get().source.split("---\n", 2)[2]
    assert body == "\n## Another\n\nText.\n\nOn.\n"


def test_rules_at_the_top_are_no_front_matter(tmp_path):
    write(tmp_path, "03_a.md", "---\nOnly words stand here.\n---\n\nText.\n")
    import_paths([tmp_path])
    assert "Only words stand here." in Question.objects.get().source


def test_a_number_is_that_of_the_heading_the_front_matter_or_the_name_or_the_next_free_one(
    tmp_path,
):
    save_question(Question(slug="softmax"), question_text())  # number 7
    put(
        tmp_path,
        {
            "a.md": "# Question 24: A?\n\nText.",
            "b.md": "---\nnumber: 5\ntitle: B\n---\nText.",
            "03-c.md": "# C?\n\nText.",
            "07-d.md": "# D?\n\nText.",
            "2024-05-01-e.md": "# E?\n\nText.",
        },
    )
    report = import_paths([tmp_path])
    assert report.faults == []
    assert {name: line.split(";")[0] for name, line in found(report).items()} == {
        "24-a.md": "number: 24 (in its heading)",
        "05-b.md": "number: 5 (in its front matter)",
        "03-c.md": "number: 3 (in its name)",
        "25-e.md": "number: 25 (the next free one)",
        "26-d.md": "number: 26 (the next free one, since 7 is taken)",
    }


def test_a_question_without_a_number_keeps_the_one_that_it_got(tmp_path):
    put(tmp_path, {"b.md": "# B?\n\nText."})
    import_paths([tmp_path])
    put(tmp_path, {"a.md": "# A?\n\nText."})
    report = import_paths([tmp_path])
    assert (report.names("unchanged"), report.names("new")) == (["01-b.md"], ["02-a.md"])
    assert import_paths([tmp_path]).names("unchanged") == ["02-a.md", "01-b.md"]


def test_a_repository_is_read_from_its_root(tmp_path):
    put(
        tmp_path,
        {
            "README.md": "# A collection\n\n- [scores](attention/01-scores.md)\n",
            "LICENSE": "MIT",
            "LICENSE.md": "# MIT",
            ".github/ISSUE_TEMPLATE.md": "# Bug",
            "node_modules/x/guide.md": "# Not ours\n",
            "attention/01-scores.md": "# Scores?\n\n[Heads](../heads/README.md).",
            "training/01-scores.md": "# Other scores?\n\nText.",
            "heads/README.md": "# Heads?\n\nText.",
        },
    )
    report = import_paths([tmp_path])
    assert report.faults == []
    assert report.names("new") == ["01-attention-scores.md", "02-heads.md", "03-training-scores.md"]
    assert "[Heads](02-heads.md)." in Question.objects.get(number=1).source
    left_out = "\n".join(report.notes)
    for name in ("README.md", "LICENSE.md", "node_modules"):
        assert f"{tmp_path / name} was left out" in left_out


@pytest.mark.parametrize(
    "context",
    [
        *("contexts/03_token.md", "context/03_token_context.md", "more/context-03_token.md"),
        *("deep/er/Extended Context/03 token.md", "contexts/q3_context.md"),
    ],
)
def test_a_context_is_found_in_another_folder(tmp_path, context):
    put(tmp_path, {"guides/03_token.md": "# Token?\n\nText.", context: "Costs.\n"})
    report = import_paths([tmp_path])
    assert report.faults == []
    assert Question.objects.get().context_source == "Costs.\n"
    assert f"context: {tmp_path / context} (of the same" in found(report)["03-token.md"]


def test_a_context_that_two_questions_may_have_asks_for_its_place(tmp_path):
    put(tmp_path, dict.fromkeys(("a/03_x.md", "b/03_x.md"), "# X?\n\nText."))
    put(tmp_path, {"contexts/03_x.md": "Costs."})
    (message,) = messages(import_paths([tmp_path]))
    assert message.endswith("put it beside its question")
    put(tmp_path, {"b/03_x_context.md": "Costs of b."})
    (tmp_path / "contexts/03_x.md").unlink()
    assert import_paths([tmp_path]).faults == []
    assert Question.objects.get(slug="b-x").context_source == "Costs of b.\n"
    assert Question.objects.get(slug="a-x").context_source == ""


def test_an_empty_file_is_left_out_and_told(tmp_path):
    put(tmp_path, {"a.md": "# A?\n\nText.", "b.md": "\n"})
    report = import_paths([tmp_path])
    assert report.imported == ["01-a.md"]
    assert f"{tmp_path / 'b.md'} was left out: it is empty." in report.notes


def test_fields_of_the_front_matter_that_are_left_out_are_named(tmp_path):
    write(tmp_path, "a.md", "---\ntitle: A\ntags: [x]\ndate: 2024-01-01\n---\nText.\n")
    lines = "\n".join(import_paths([tmp_path]).files[0].lines())
    assert "fields of the front matter were left out: tags, date" in lines
