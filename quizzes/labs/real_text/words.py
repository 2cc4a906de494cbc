"""A run on real text in words."""

from collections import Counter
from math import log

import numpy as np

from attention_engine.experiments.real_text import BROAD_FROM, NAMED_FROM, TIMES_EVEN

from . import model
from .pictures import NAMES, kept
from .runs import TextRun

UNKNOWN = "[UNK]"


def says_of(run: TextRun, layer: int, head: int, is_stored: bool) -> tuple[str, ...]:
    return (
        _about_the_text(run, is_stored),
        _about_the_head(run, layer, head),
        _about_receiving(run),
        _about_patterns(run),
        _about_kinds(),
    )


def _about_the_text(run: TextRun, is_stored: bool) -> str:
    tokens = " ".join(f"\u2066{token}\u2069" for token in run.tokens)
    made = (
        "We ran the model on this text beforehand and stored the result."
        if is_stored
        else "Computed by the engine of this site, from the arrays of the model alone."
    )
    unknown = run.tokens.count(UNKNOWN)
    lost = (
        f" What the model has no token for it reads as {UNKNOWN}, here {unknown} of them: it "
        "cannot tell them apart."
        if unknown
        else ""
    )
    return (
        f"The model {model.NAME} (Sentence Transformers, Apache-2.0) reads the text "
        f"“{_apart(run.text)}” as {len(run.tokens)} tokens: {tokens}. Pieces that continue a word "
        f"begin with ##.{lost} {made}"
    )


def _about_the_head(run: TextRun, layer: int, head: int) -> str:
    place = layer - 1, head - 1
    entropy, most = float(run.figures.entropy[place]), log(len(run.tokens))
    own, rank = run.figures.diagonal[place], run.figures.effective_rank[place]
    told = (
        f"Head {head} of layer {layer} has a mean entropy of {entropy:.3f} nats; {len(run.tokens)} "
        f"keys allow up to {most:.3f}. A token gives {own:.3f} to itself on average, and "
        f"{run.figures.off_diagonal[place]:.4f} to each other one. Its effective rank is "
        f"{rank:.1f} of {len(run.tokens)}: rows that are alike make it small, rows that each "
        f"look elsewhere large. Called: {NAMES[str(run.patterns[place])][0]}."
    )
    if (layer, head) in run.heads:
        return told
    known = ", ".join(f"{head} in layer {layer}" for layer, head in run.heads)
    return f"{told} Its single weights are not stored. Stored are those of the heads {known}."


def _about_receiving(run: TextRun) -> str:
    best = int(run.received.argmax())
    goes = run.goes
    return (
        f"{_apart(run.tokens[best])} receives most: {run.received[best]:.3f} of the weight of all "
        f"rows of all heads, where an even share is {1 / len(run.tokens):.3f}. Words give "
        f"{goes.marks:.3f} to the two marks, {goes.neighbors:.3f} to the words beside them, "
        f"{goes.own:.3f} to themselves and {goes.others:.3f} to all other words. The weights of "
        "a row must sum to one, also where a head has nothing to find. A mark that stands in "
        "every text is a resting place that training can count on. Much weight is not much "
        "contribution: that takes the length of the value as well, which is not in these pictures."
    )


def _about_patterns(run: TextRun) -> str:
    counts = Counter(str(name) for name in run.patterns.flat)
    found = ", ".join(f"{NAMES[name][0]} {count}" for name, count in counts.most_common())
    return (
        "A head is named after the place that gets most of its weight, if that is at least "
        f"{NAMED_FROM:g} on average and {TIMES_EVEN} times an even share; else broad, if its "
        f"entropy is {BROAD_FROM:g} of the largest possible or more; else mixed, a point in the "
        "pictures. The bounds are ours, and a name says where weight goes, not what it is good "
        f"for. Of the {run.patterns.size} heads: {found}. In short texts places coincide, and "
        "fewer can be named."
    )


def _about_kinds() -> str:
    """Which heads keep their pattern across kinds of text, from the stored runs."""
    patterns, counts = kept()
    always = counts == 5
    named = always & (patterns != "mixed")
    heads: dict[str, list[str]] = {}
    for i, j in np.argwhere(named):
        heads.setdefault(str(patterns[i, j]), []).append(f"{i + 1}.{j + 1}")
    lists = "; ".join(f"{NAMES[name][0]}: {', '.join(each)}" for name, each in heads.items())
    return (
        f"In a sentence, code, a list, repetition and dialogue, one text each, {named.sum()} of "
        f"{patterns.size} heads show the same named pattern all five times (layer.head): {lists}. "
        f"{(always & (patterns == 'mixed')).sum()} are mixed each time, and "
        f"{(~always).sum()} change with the text. Looking one place back or ahead takes positions "
        "alone, and need not depend on the kind of text; a share on tokens "
        "that come again must depend on it. One text of each kind can show that a pattern "
        "changes, not that it never does."
    )


def _apart(text: str) -> str:
    """Text of any direction, isolated so that it does not affect the text around it."""
    return f"\u2068{' '.join(text.split())}\u2069"
