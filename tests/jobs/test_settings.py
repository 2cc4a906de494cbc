"""Who runs the jobs: the server, or Celery where REDIS_URL is set."""

import json

from config.addresses import address_on_this_machine
from tests.config.test_settings import manage, python

REDIS = "redis://127.0.0.1:1/0"


def test_with_redis_jobs_need_a_worker_and_the_command_says_so(tmp_path) -> None:
    told = manage("run_jobs", VAR_DIR=str(tmp_path), REDIS_URL=REDIS)
    assert told.returncode == 1
    assert "start `run_jobs worker`" in told.stderr
    assert "Traceback" not in told.stderr


def test_without_redis_there_is_no_worker_to_start(tmp_path) -> None:
    for part in ("worker", "beat"):
        told = manage("run_jobs", part, VAR_DIR=str(tmp_path))
        assert told.returncode == 1
        assert "needs REDIS_URL" in told.stderr


def test_celery_acknowledges_late_speaks_json_and_asks_for_every_job(tmp_path) -> None:
    code = """
import json
from config.celery import app
app.loader.import_default_modules()
c = app.conf
print(json.dumps([c.broker_url, c.task_acks_late, c.task_reject_on_worker_lost, c.accept_content,
    c.task_serializer, c.broker_transport_options["visibility_timeout"], c.task_time_limit,
    sorted(each["task"] for each in c.beat_schedule.values()),
    sorted(n for n in app.tasks if n.startswith("jobs."))]))
"""
    run = python(code, VAR_DIR=str(tmp_path), REDIS_URL=REDIS)
    assert run.returncode == 0, run.stderr
    url, late, reject, accept, serializer, visible, limit, asked, known = json.loads(run.stdout)
    assert url == REDIS
    assert late
    assert reject
    assert accept == ["json"]
    assert serializer == "json"
    assert visible > limit, "else a job that runs would be handed out again"
    assert asked == known == ["jobs.clear_away", "jobs.judge_overdue", "jobs.remind"]


def test_links_in_mails_lead_to_this_machine_only_where_nobody_else_can_come() -> None:
    assert address_on_this_machine(["localhost", "127.0.0.1"], 8000) == "http://localhost:8000"
    assert address_on_this_machine(["localhost", "quiz.example.org"], 8000) == ""
    assert address_on_this_machine(["*"], 8000) == ""
    assert address_on_this_machine([], 8000) == ""
