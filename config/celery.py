"""Celery, for jobs where REDIS_URL is set: `manage.py run_jobs worker` and `run_jobs beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("attention")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["quizzes.jobs"])
