"""Five score functions on the same vectors: how they rank keys, how sharply, at what cost."""

import numpy as np

from attention_engine.experiments.similarity import Similarity, compare_similarities
from quizzes.pictures import Picture, bar_chart, heatmap

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import number_field, seed_field, whole_field

QUERIES = 200
SCALED, COSINE = 1, 2


class SimilarityForm(LabForm):
    width = whole_field("Width of queries and keys", 16, 2, 128)
    keys = whole_field("Number of keys", 8, 2, 12)
    spread = number_field("Spread of the keys' lengths (0: none)", 0.5, 0, 2)
    seed = seed_field()


def cost(width: int, keys: int, spread: float, seed: int) -> int:
    return 14 * QUERIES * keys * width + 6 * (QUERIES + keys) * width * width


def run(width: int, keys: int, spread: float, seed: int) -> Outcome:
    found = compare_similarities(width, keys, QUERIES, spread, seed)
    scaled, cosine = found[SCALED], found[COSINE]
    says = (
        "One positive factor for all scores changes no order: the scaled dot product ranks the "
        f"keys as the dot product does for {_share(1 - scaled.other_order)} of the queries. It "
        f"changes the sharpness: the mean entropy is {found[0].entropy:.2f} nats without the "
        f"scale and {scaled.entropy:.2f} with it.",
        "The cosine divides each score by the length of its own key, which is another factor for "
        f"each key. It orders the keys otherwise for {_share(cosine.other_order)} of the queries "
        f"and prefers another key for {_share(cosine.other_first)}. All its scores lie between -1 "
        f"and 1, so that its entropy, {cosine.entropy:.2f} of at most {np.log(keys):.2f} nats, is "
        "high: cosine attention needs a factor of its own.",
        f"The bilinear and the additive score have matrices of their own, here random ones. They "
        f"prefer another key than the dot product for {_share(found[3].other_first)} and "
        f"{_share(found[4].other_first)} of the queries. What such a score prefers is learned. The "
        f"additive one takes {found[4].flops:,} operations for a pair, the dot product "
        f"{found[0].flops:,}, and it is no matrix product.",
    )
    return Outcome(_right(scaled, cosine), says, _pictures(found))


def _right(scaled: Similarity, cosine: Similarity) -> str:
    if scaled.other_order:
        return "both"
    return "cosine" if cosine.other_order else "none"


def _share(share: float) -> str:
    return f"{100 * share:.0f} percent"


def _pictures(found: tuple[Similarity, ...]) -> tuple[Picture, ...]:
    names = [each.name for each in found]
    keys = [f"key {number}" for number in range(1, len(found[0].weights) + 1)]
    return (
        heatmap(
            "weights",
            "What the first query gives to the keys",
            np.stack([each.weights for each in found]),
            names,
            keys,
            row_name="score",
            column_name="",
            most=1.0,
        ),
        bar_chart(
            "order",
            "Ranked differently than by the dot product",
            "score",
            names,
            "share of queries",
            [each.other_order for each in found],
        ),
        bar_chart(
            "entropy",
            "Entropy of the weights",
            "score",
            names,
            "mean, in nats",
            [each.entropy for each in found],
        ),
        bar_chart(
            "cost",
            "Operations for one query with one key",
            "score",
            names,
            "FLOPs, a tanh counted as one",
            [each.flops for each in found],
            decimals=0,
        ),
    )


LAB = Lab(
    slug="similarity",
    title="Five ways to compare a query with a key",
    lead="Dot product, scaled dot product, cosine, bilinear and additive score on the same "
    "vectors.",
    expectation=Expectation(
        "Queries and keys are random and the keys have different lengths. Of the scaled dot "
        "product and the cosine, which can rank the keys differently than the dot product does?",
        (
            ("none", "Neither."),
            ("cosine", "Only the cosine."),
            ("both", "Both."),
        ),
    ),
    form=SimilarityForm,
    run=run,
    cost=cost,
    sources=(
        Source("Luong et al. 2015, section 3.1", "https://arxiv.org/abs/1508.04025"),
        Source("Bahdanau et al. 2015, appendix A.1.2", "https://arxiv.org/abs/1409.0473"),
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, section 3.2.1",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=("additive-attention", "bilinear-attention", "cosine-attention"),
)
