"""`make bench`: prints the table; BENCH_JSON=path writes it as JSON too.

Everything runs on its own database and server, in a temporary folder.
"""

import json
import os
import secrets
import sys
import tempfile
from pathlib import Path

import django

SETTINGS = "tests.bench.settings"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        # One key for server and benchmark, because the benchmark signs the forms that it posts.
        environment = {"DJANGO_SETTINGS_MODULE": SETTINGS, "SECRET_KEY": secrets.token_hex(32)}
        os.environ.update(environment)
        os.environ["VAR_DIR"] = name
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
        django.setup()
        rows = measured(folder, environment)
    from tests.bench.rows import as_text

    print(as_text(rows))
    if path := os.environ.get("BENCH_JSON"):
        Path(path).write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n")


def measured(folder: Path, environment: dict[str, str]) -> list:
    from tests.bench.attention import attention_rows
    from tests.bench.content import content_rows
    from tests.bench.engine import engine_rows
    from tests.bench.search import search_rows
    from tests.bench.web import web_rows
    from tests.serving import running_site

    rows = [*engine_rows(), *attention_rows()]
    with running_site(folder, environment) as site:
        rows += web_rows(site)
    print("sync of many files: about a minute", file=sys.stderr)
    rows += content_rows(folder / "bank")
    print("search in many questions: about a minute", file=sys.stderr)
    return [*rows, *search_rows()]


if __name__ == "__main__":
    main()
