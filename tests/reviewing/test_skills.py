"""The skill of an item: stored by each sync, and by the migration for what was there before."""

from importlib import import_module

import pytest
from django.apps import apps

from quizzes.items.skills import parts_of, skill_of
from quizzes.models import Item


def test_a_computation_is_one_skill_everywhere_and_other_items_train_their_question():
    assert skill_of({"computation": "softmax"}, "one") == "computation:softmax"
    assert skill_of({"kind": "choice"}, "one") == "concept:one"
    assert parts_of("computation:softmax") == ("computation", "softmax")
    assert parts_of("concept:one") == ("concept", "one")


@pytest.mark.usefixtures("real_bank")
def test_the_migration_fills_in_what_a_sync_writes():
    synced = dict(Item.objects.values_list("pk", "skill"))
    assert set(synced.values()) > {"computation:softmax", "concept:softmax-temperature"}
    Item.objects.update(skill="")
    import_module("quizzes.migrations.0014_skills_filled").fill(apps, None)
    assert dict(Item.objects.values_list("pk", "skill")) == synced
