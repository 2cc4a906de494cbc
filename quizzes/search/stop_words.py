"""The words that make a question of what is looked for. They weigh nothing: in a search they are
left out if other words remain, and no page is more likely for having them."""

from .tokens import word_tokens

_ASKING = """
a about actually again all also always am an and another any are as at be because been being
between both but by can compare compared comparison could define definition describe did differ
difference differences different do does doing done each ever exactly example examples explain
explained for from get gets give given gives had has have having help helps here how i
if in instead into is it its just let like make makes many matter matters may me mean meaning means
might more most much must my need needed needs no not of on or other our over please question
really same say should so some tell than that the their them then there these they thing this those
through to understand up us use used uses using versus very vs want was way we well were what when
where whether which while who whom whose why will with without work working works would you your
"""
STOP_WORDS = frozenset(_ASKING.split())
STOP_TOKENS = frozenset(token for word in STOP_WORDS for token in word_tokens(word))
