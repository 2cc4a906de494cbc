"""The settings of an installation that sets nothing, and of one behind TLS."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.serving import OURS, ROOT

PRINT_KEY = "from django.conf import settings; print(settings.SECRET_KEY)"


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "from django.core.management import execute_from_command_line as run; "
    return python(f"{code}run({['manage.py', *arguments]!r})", **environment)


def test_eight_processes_that_start_at_once_agree_on_one_secret_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: python(PRINT_KEY, VAR_DIR=str(tmp_path / "var")), range(8)))
    assert [run.stderr for run in runs] == [""] * 8
    keys = {run.stdout.strip() for run in runs}
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_only_its_owner_may_read_the_secret_key(tmp_path: Path) -> None:
    python(PRINT_KEY, VAR_DIR=str(tmp_path))
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_secret_key_of_the_environment_is_used_and_none_is_written(tmp_path: Path) -> None:
    run = python(PRINT_KEY, VAR_DIR=str(tmp_path), SECRET_KEY="k" * 60)
    assert run.stdout.strip() == "k" * 60
    assert list(tmp_path.iterdir()) == []


def test_the_deployment_check_finds_nothing_behind_tls(tmp_path: Path) -> None:
    run = manage(
        *("check", "--deploy", "--fail-level", "INFO"), VAR_DIR=str(tmp_path), BEHIND_TLS="1"
    )
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


def test_debug_is_off_unless_asked_for() -> None:
    assert python("from django.conf import settings; print(settings.DEBUG)").stdout == "False\n"


def test_the_rate_of_the_api_and_the_proxies_come_from_the_environment() -> None:
    code = "from django.conf import settings as s; print(s.API_RATE, s.PROXY_COUNT)"
    assert python(code).stdout == "120 0\n"
    assert python(code, API_RATE="7", PROXY_COUNT="1").stdout == "7 1\n"


def test_cookies_are_bound_to_the_host_behind_tls() -> None:
    names = ("SESSION", "CSRF")
    code = "from django.conf import settings as s; print(" + ", ".join(
        f"s.{name}_COOKIE_NAME, s.{name}_COOKIE_SECURE, s.{name}_COOKIE_HTTPONLY" for name in names
    )
    printed = python(code + ")", BEHIND_TLS="1").stdout.split()
    assert printed == ["__Host-sessionid", "True", "True", "__Host-csrftoken", "True", "True"]


def test_sqlite_waits_its_turn_and_stores_before_it_answers(tmp_path: Path) -> None:
    code = """
import django; django.setup()
from django.db import connection
names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
with connection.cursor() as cursor:
    print(*(cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names))
print(connection.transaction_mode)
"""
    full = "2"
    assert python(code, VAR_DIR=str(tmp_path)).stdout.split() == [
        "wal",
        full,
        "5000",
        "1",
        "IMMEDIATE",
    ]


def site_address(**environment: str) -> str:
    code = "from django.conf import settings; print(settings.SITE_ADDRESS)"
    run = python(code, SECRET_KEY="k" * 60, **environment)
    return run.stdout.strip() or run.stderr.strip().splitlines()[-1]


def test_the_address_of_the_site_is_the_one_name_it_has_behind_tls() -> None:
    assert site_address(BEHIND_TLS="1", ALLOWED_HOSTS="quiz.example") == "https://quiz.example"
    assert site_address(SITE_ADDRESS="http://quiz.example:8000/") == "http://quiz.example:8000"


def test_an_address_of_the_site_that_is_none_is_refused_by_name() -> None:
    for wrong in ("quiz.example", "https://", "https://quiz.example/path", "ftp://quiz.example"):
        assert f"SITE_ADDRESS is '{wrong}'" in site_address(SITE_ADDRESS=wrong)
