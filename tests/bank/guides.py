"""Guides to import, and helpers that the tests of the import share."""

from pathlib import Path

from quizzes.bank.importing import import_paths

SEED = Path(__file__).parent / "seeds" / "24_dot_product_self_attention.md"
PLAIN = """\
# Question 3: What is a {name}?

**Human Answer (Ada Lovelace):**
A {name} is $x$.

**AI Answer:**
It is more than that:
- one
- two

**Details:**

**1. First:**
```
plain
```
| a | b |
|---|---|
| 1 | 2 |

**Research Citations:**
- [A paper (2017)](https://arxiv.org/abs/1706.03762) - good

---

---

📚 **More?** See the [extended context](content/03_token_context.md).
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def messages(report):
    return [f"{fault.rule} {fault.message}" for fault in report.faults]


GUIDE = "# Question 3: What is a token?\n\n{text}\n"


def import_token(folder, text, **options):
    return import_paths([write(folder, "03_token.md", GUIDE.format(text=text))], **options)
