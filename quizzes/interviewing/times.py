"""How long the parts of an interview are planned to take, in minutes."""

from collections.abc import Mapping
from math import ceil
from statistics import mean

from quizzes.bank.text.scripts import FollowUp, Probe, ScriptSpec
from quizzes.items import KINDS

OPENING = 2
SPOKEN = 1

# The kind of each item of a question, by its key.
KindsOfItems = Mapping[str, str]


def minutes_of_prompt(prompt: FollowUp | Probe, kinds: KindsOfItems) -> int:
    if prompt.item is None or prompt.item not in kinds:
        return SPOKEN
    return KINDS[kinds[prompt.item]].minutes


def minutes_of_script(spec: ScriptSpec, kinds: KindsOfItems) -> int:
    """The whole script, with the mean of the probes that each follow-up can lead to."""
    minutes = {probe.key: minutes_of_prompt(probe, kinds) for probe in spec.probes}
    total = float(OPENING)
    for follow_up in spec.follow_ups:
        total += minutes_of_prompt(follow_up, kinds)
        if follow_up.then is not None:
            total += mean(minutes.get(key, SPOKEN) for key in follow_up.then.probes())
    return ceil(total)
