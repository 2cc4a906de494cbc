"""`topics.yaml`: read with its lines, judged, synced and exported, and it orders questions."""

from typing import get_args

import pytest

from quizzes.bank.checking.check import check_tree
from quizzes.bank.store.export import export_content
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.files import read_tree
from quizzes.bank.text.topics import HowOften, RoleName, parse_topics
from quizzes.editing.edits import faults_of_question
from quizzes.models import Asked, BankFile, Question, Role, Topic
from tests.bank.conftest import question_text

NAME = "topics.yaml"
TOPICS = """\
# In reading order.
- slug: attention-scores
  title: Dot products
  summary: A query meets a key.

- slug: masks
  title: Masks
  summary: Who may look at whom.
  read_first: [attention-scores]
"""


def of_topic(topic, number, status="published"):
    text = question_text(number, f"Question {number}", status=status)
    return text.replace("topic: attention-scores", f"topic: {topic}")


def reading_order():
    return list(Question.objects.order_by("reading_order").values_list("number", flat=True))


def faults(text):
    return [str(fault) for fault in parse_topics(text).faults]


class TestReading:
    def test_the_entries_come_in_their_order(self):
        parsed = parse_topics(TOPICS)
        assert [entry.slug for entry in parsed.entries] == ["attention-scores", "masks"]
        assert parsed.entries[1].read_first == ["attention-scores"]
        assert not parsed.faults

    @pytest.mark.parametrize(
        ("was", "now", "line", "words"),
        [
            ("slug: masks", "slug: attention-scores", 6, "attention-scores is listed twice"),
            ("first: [attention-scores]", "first: [scores]", 9, "there is no topic scores"),
            ("first: [attention-scores]", "first: [masks]", 9, "masks waits for masks"),
            ("title: Masks", "titel: Masks", 7, "titel is not a known field"),
            ("slug: masks", "slug: Masks!", 6, "slug must be lowercase letters, digits"),
            ("  summary: Who may look at whom.\n", "", 6, "summary is missing"),
            ("title: Masks", "title: [Masks", 8, "TOPICS"),
            ("title: Masks", 'title: "Ma\\0sks"', 7, "the control character U+0000"),
            ("title: Masks", "title: no", 7, "YAML reads no as a boolean"),
        ],
    )
    def test_a_fault_names_its_line(self, was, now, line, words):
        assert was in TOPICS
        found = faults(TOPICS.replace(was, now))
        assert any(
            fault.startswith(f"{NAME}:{line}: TOPICS") and words in fault for fault in found
        ), found

    def test_two_topics_that_wait_for_each_other(self):
        text = TOPICS.replace("meets a key.\n", "meets a key.\n  read_first: [masks]\n")
        assert faults(text) == [
            f"{NAME}:5: TOPICS attention-scores waits for masks, which waits for "
            "attention-scores; remove one of the two",
            f"{NAME}:10: TOPICS masks waits for attention-scores, which waits for masks; "
            "remove one of the two",
        ]

    def test_what_is_read_first_stands_further_up(self):
        first, second = TOPICS.split("\n\n")
        text = f"{second}\n{first}\n"
        assert faults(text) == [
            f"{NAME}:4: TOPICS attention-scores must be read first but is listed further down; "
            "move it up"
        ]

    @pytest.mark.parametrize("text", ["", "# nothing\n", "slug: masks\n", "[]\n", "7\n"])
    def test_what_is_no_list_is_told(self, text):
        assert faults(text) == [f"{NAME}:1: TOPICS must be a list; begin each entry with a hyphen"]


class TestChecking:
    def test_a_question_of_an_unknown_topic_is_a_fault_with_its_line(self, bank):
        bank.write(NAME, TOPICS.replace("attention-scores", "attention-score"))
        (fault,) = check_tree(read_tree(bank.root))
        assert str(fault) == (
            "07-softmax.md:4: TOPIC there is no topic attention-scores in topics.yaml; "
            "did you mean attention-score?"
        )

    def test_without_the_list_any_topic_will_do(self, bank):
        assert check_tree(read_tree(bank.root)) == []

    def test_a_link_that_leads_out_of_the_folder_is_not_read(self, bank, tmp_path):
        (tmp_path / "secret.yaml").write_text(TOPICS)
        (bank.root / NAME).symlink_to(tmp_path / "secret.yaml")
        (fault,) = check_tree(read_tree(bank.root))
        assert (fault.path, fault.rule) == (NAME, "FILE")


@pytest.mark.django_db
class TestSyncing:
    def test_the_list_is_in_the_database_and_a_second_sync_does_nothing(self, bank):
        bank.write(NAME, TOPICS)
        assert NAME in sync_tree(bank.root).created
        scores, masks = Topic.objects.all()
        assert (scores.title, scores.summary) == ("Dot products", "A query meets a key.")
        assert list(masks.read_first.all()) == [scores]
        report = sync_tree(bank.root, check=True)
        assert NAME in report.unchanged
        assert not report.changes

    def test_questions_are_read_by_topic_then_by_number(self, bank):
        bank.write("05-five.md", of_topic("masks", 5))
        bank.write("09-nine.md", of_topic("attention-scores", 9))
        sync_tree(bank.root)
        assert reading_order() == [5, 7, 9]
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        assert reading_order() == [7, 9, 5]

    def test_a_moved_topic_moves_its_questions_and_leaves_their_versions(self, bank):
        bank.write("05-five.md", of_topic("masks", 5))
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        assert reading_order() == [7, 5]
        first, second = TOPICS.replace("  read_first: [attention-scores]\n", "").split("\n\n")
        bank.write(NAME, f"{second}\n{first}\n")
        assert sync_tree(bank.root).updated == [NAME]
        assert reading_order() == [5, 7]
        assert set(Question.objects.values_list("version", flat=True)) == {1}

    def test_a_topic_cannot_be_taken_from_under_its_question(self, bank):
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        bank.write(NAME, TOPICS[: TOPICS.index("- slug: masks")].replace("-scores", "-kinds"))
        report = sync_tree(bank.root)
        assert [fault.rule for fault in report.faults] == ["TOPIC"]
        assert BankFile.objects.get().source == TOPICS

    def test_a_draft_may_have_an_unknown_topic(self, bank):
        bank.write("05-five.md", of_topic("imported", 5, status="draft"))
        bank.write(NAME, TOPICS)
        report = sync_tree(bank.root)
        assert [(fault.rule, fault.blocks) for fault in report.faults] == [("TOPIC", False)]
        assert reading_order() == [7, 5]

    def test_a_topic_out_of_the_list_that_nothing_names_is_gone(self, bank):
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        bank.write(NAME, TOPICS.split("\n\n")[0] + "\n")
        sync_tree(bank.root)
        assert list(Topic.objects.values_list("slug", flat=True)) == ["attention-scores"]

    def test_without_its_list_the_bank_is_read_by_number_as_before(self, bank):
        bank.write("05-five.md", of_topic("masks", 5))
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        bank.remove(NAME)
        assert sync_tree(bank.root, check=True).missing == [NAME]
        assert BankFile.objects.exists()
        sync_tree(bank.root)
        assert reading_order() == [5, 7]
        assert not Topic.objects.filter(read_first__isnull=False).exists()
        assert not sync_tree(bank.root).changes

    def test_faults_keep_everything_as_it_was(self, bank):
        bank.write(NAME, "- slug: masks\n")
        report = sync_tree(bank.root)
        assert {fault.rule for fault in report.faults} == {"TOPICS"}
        assert not Question.objects.exists()

    def test_export_gives_back_the_same_bytes(self, bank, tmp_path):
        bank.write(NAME, TOPICS.replace("\n", "\r\n"))
        sync_tree(bank.root)
        export_content(tmp_path / "out")
        assert (tmp_path / "out" / NAME).read_bytes() == bank.read(NAME)

    def test_the_browser_knows_the_topics_too(self, bank):
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        found = faults_of_question(Question(slug="new"), of_topic("mask", 30))
        assert [fault.rule for fault in found] == ["TOPIC"]

    def test_a_question_written_in_the_browser_takes_its_place(self, bank):
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        save_question(Question(slug="early"), of_topic("masks", 1))
        assert reading_order() == [7, 1]


@pytest.mark.django_db
class TestHowOftenATopicIsAsked:
    ASKED = TOPICS + "  asked: {engineer: often, research: rarely}\n"

    def test_it_is_stored_by_role_and_goes_with_the_topic(self, bank):
        bank.write(NAME, self.ASKED)
        sync_tree(bank.root)
        assert Topic.objects.get(slug="masks").asked == {"engineer": "often", "research": "rarely"}
        bank.write(NAME, TOPICS)
        sync_tree(bank.root)
        assert Topic.objects.get(slug="masks").asked == {}

    @pytest.mark.parametrize("wrong", ["{engineer: always}", "{boss: often}", "often"])
    def test_a_role_or_a_word_that_is_unknown_is_a_fault(self, wrong):
        (fault,) = faults(TOPICS + f"  asked: {wrong}\n")
        assert fault.startswith(f"{NAME}:10: TOPICS asked")

    def test_the_file_and_the_tables_know_the_same_roles_and_words(self):
        assert get_args(RoleName) == tuple(Role.values)
        assert get_args(HowOften) == tuple(Asked.values)
