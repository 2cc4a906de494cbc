"""Several questions in one file: separate ones where the file marks them, and none lost."""

import pytest
from django.core.management import call_command

from quizzes.bank.importing import import_paths
from quizzes.models import Question
from tests.bank.guides import write

pytestmark = pytest.mark.django_db

CLEAR = {
    "headings": "# Interview\n\n## Q1: What is a?\n\nOne.\n\n## Q2: What is b?\n\nTwo.\n",
    "first level": "# Question 1: What is a?\n\nOne.\n\n# Question 2: What is b?\n\nTwo.\n",
    "two levels": "# T\n\n## Q1. What is a?\n\nOne.\n\n### Q2. What is b?\n\nTwo.\n",
    "no colon": "## Question 1 What is a?\n\nOne.\n\n## Question 2 What is b?\n\nTwo.\n",
    "bold": "**Q1: What is a?**\n\nOne.\n\n**Q2: What is b?**\n\nTwo.\n",
    "lines": "Q: What is a?\nA: One.\n\nQ: What is\nb?\n\nA: Two.\n",
    "numbered lines": "Q1. What is a?\n\nOne.\n\nQ2. What is b?\n\nTwo.\n",
    "details": "<details><summary>What is a?</summary>\nOne.\n</details>\n\n"
    "<details>\n<summary><b>What is b?</b></summary>\n\nTwo.\n\n</details>\n",
    "details below": "## Q1: What is a?\n<details><summary>Answer</summary>One.</details>\n\n"
    "## Q2: What is b?\n<details><summary>Answer</summary>Two.</details>\n",
    "many": "# Interview questions\n\n## What is a?\n\nOne.\n\n## What is b?\n\nTwo.\n",
}
NUMBERED = {
    "headings": "## {n}. What is {w}?\n\nText {w}.\n",
    "items": "{n}. **What is {w}?**\n\n   Text {w}.\n",
    "headed items": "{n}. ### Explain {w}\n\n    Text {w}.\n",
    "bold": "**{n}. What is {w}?**\n\nText {w}.\n",
}


def titles():
    return list(Question.objects.order_by("number").values_list("title", flat=True))


def words(report):
    return "\n".join(line for file in report.files for line in file.lines())


@pytest.mark.parametrize("form", CLEAR)
def test_questions_that_a_file_marks_clearly_become_separate_ones(tmp_path, form):
    write(tmp_path, "all.md", CLEAR[form])
    report = import_paths([tmp_path])
    assert report.faults == []
    assert titles() == ["What is a?", "What is b?"]
    first, second = Question.objects.order_by("number")
    assert ("One." in first.source, "Two." in first.source) == (True, False)
    assert ("One." in second.source, "Two." in second.source) == (False, True)
    assert "one of 2 questions in one file" in words(report)


@pytest.mark.parametrize("form", NUMBERED)
def test_numbered_questions_become_separate_ones_with_their_numbers(tmp_path, form):
    text = "\n".join(NUMBERED[form].format(n=n, w=w) for n, w in enumerate(("a", "b", "c"), 4))
    write(tmp_path, "all.md", f"# Interview\n\n{text}")
    import_paths([tmp_path])
    assert list(Question.objects.values_list("number", flat=True)) == [4, 5, 6]
    sources = [each.source for each in Question.objects.order_by("number")]
    assert ["\nText a.\n" in source for source in sources] == [True, False, False]


GUIDES = {
    "sections": "# Attention\n\n## 1. Idea\n\nA.\n\n## 2. Cost\n\nB.\n\n## 3. Uses\n\nC.\n",
    "one question": "# Question 3: What?\n\n## Q1: What else?\n\nA.\n\n## Q2: And then?\n\nB.\n",
    "a question's sections": "# What?\n\n## Why a?\n\nA.\n\n## Why b?\n\nB.\n\n## Why c?\n\nC.\n",
    "in code": "# What?\n\n```python\n# Q1: a?\n# Q2: b?\n```\n",
    "one": "# Interview\n\n## Q1: What is a?\n\nOne.\n",
    "answers": "# What?\n\n<details><summary>Answer</summary>A.</details>\n\n"
    "<details><summary>Show more</summary>B.</details>\n",
}


@pytest.mark.parametrize("form", GUIDES)
def test_a_guide_stays_one_question(tmp_path, form):
    write(tmp_path, "all.md", GUIDES[form])
    assert import_paths([tmp_path]).faults == []
    assert Question.objects.count() == 1


def test_an_unclear_pattern_is_offered_and_split_makes_it_so(tmp_path):
    write(tmp_path, "03_all.md", GUIDES["a question's sections"])
    told = words(import_paths([tmp_path], dry_run=True))
    assert "this looks like 3 questions in one file, each with a heading; --split makes" in told
    assert not Question.objects.exists()
    call_command("import_markdown", str(tmp_path), "--split", verbosity=0)
    assert titles() == ["Why a?", "Why b?", "Why c?"]


def test_a_clear_pattern_can_be_kept_together(tmp_path):
    write(tmp_path, "all.md", CLEAR["headings"])
    call_command("import_markdown", str(tmp_path), "--no-split", verbosity=0)
    assert Question.objects.count() == 1


def test_what_is_in_no_question_is_told_with_its_lines_and_the_rest_is_kept(tmp_path):
    text = (
        "# Interview\n\nWords before.\n\n## Basics\n\n### Q1: What is a?\n\nOne.\n\n"
        "### Notes\n\nNoted.\n\n## Advanced\n\n### Q3: What is c?\n\nThree. [a](#q1-what-is-a)\n\n"
        "## License\n\nMIT\n"
    )
    write(tmp_path, "all.md", text)
    told = words(import_paths([tmp_path]))
    assert "all.md:1: needs a person: the lines 1 to 5 are in no question and were left out" in told
    assert "the line is in no question and was left out: ## Advanced" in told
    assert "were left out: ## License MIT" in told
    assert "'Notes' does not look like a question; it went with the one before it" in told
    assert "no question 2 was found after this one; look whether it is in its text" in told
    assert "Noted." in Question.objects.get(number=1).source
    assert "[What is a?](01-what-is-a.md)" in Question.objects.get(number=3).source


def test_addresses_that_a_file_names_at_its_end_serve_all_its_questions(tmp_path):
    write(
        tmp_path, "all.md", CLEAR["headings"].replace("One.", "[One][x].") + "\n[x]: https://a.b/\n"
    )
    import_paths([tmp_path])
    assert "[One](https://a.b/)." in Question.objects.get(number=1).source


def test_the_same_file_again_is_unchanged_and_a_changed_part_follows(tmp_path):
    write(tmp_path, "all.md", CLEAR["headings"])
    import_paths([tmp_path])
    before = list(Question.objects.order_by("pk").values())
    assert len(import_paths([tmp_path]).names("unchanged")) == 2
    assert list(Question.objects.order_by("pk").values()) == before
    write(tmp_path, "all.md", "# New\n\n" + CLEAR["headings"].replace("Two.", "2."))
    report = import_paths([tmp_path])
    assert (len(report.names("unchanged")), len(report.names("updated"))) == (1, 1)


def test_the_same_question_in_two_files_gets_two_addresses(tmp_path):
    for name in ("a.md", "b.md"):
        write(tmp_path, name, CLEAR["headings"])
    assert import_paths([tmp_path]).faults == []
    slugs = {*Question.objects.values_list("slug", flat=True)}
    assert slugs == {"a-what-is-a", "a-what-is-b", "b-what-is-a", "b-what-is-b"}


def test_a_title_that_is_too_long_is_cut_and_all_of_it_stays_in_the_text(tmp_path):
    long = "why " * 60 + "so?"
    write(tmp_path, "all.md", f"## Q1: {long}\n\nOne.\n\n## Q2: What is b?\n\nTwo.\n")
    assert "a title of more than 200 characters was cut" in words(import_paths([tmp_path]))
    assert long in Question.objects.get(number=1).source
