"""A small bank with topics listed in topics.yaml."""

from tests.bank.conftest import BODY, Folder, question_text

TOPICS = """\
- slug: geometry
  title: Geometry
  summary: Lengths and angles.
- slug: scores
  title: Scores
  summary: A query meets a key.
  read_first: [geometry]
- slug: masks
  title: Masks
  summary: Who may look at whom.
  read_first: [scores]
"""


def write(
    bank: Folder, number: int, slug: str, topic: str, text: str = "", status: str = "published"
) -> None:
    """Writes a question of this topic, with a text that can contain a link."""
    body = BODY.replace("that sum to one.", f"that sum to one. {text}", 1)
    source = question_text(number, f"All about {slug}", status, body)
    bank.write(f"{number:02d}-{slug}.md", source.replace("attention-scores", topic))
