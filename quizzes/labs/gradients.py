"""The Jacobian of softmax as a picture, and how larger scores make it vanish."""

import numpy as np
from django import forms

from attention_engine import AnswerSyntaxError, parse_array, softmax, softmax_jacobian
from attention_engine.experiments.gradients import MAX_SCORES, Saturation, saturation
from quizzes.pictures import Picture, Series, heatmap, line_chart

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import number_field

FACTORS = tuple(2.0**power for power in range(-3, 6))
LARGEST_SCORE = 50
# A derivative below a hundredth of its largest possible value, 1/4, counts as vanished.
VANISHED = 0.0025


class GradientsForm(LabForm):
    scores = forms.CharField(
        label="Scores of one query",
        initial="2 1 0",
        max_length=200,
        help_text=f"Two to {MAX_SCORES} numbers, as 2 1 0 or [2, 1, 0].",
    )
    factor = number_field("Factor of the scores", 1.0, 0.01, 100)

    def clean_scores(self) -> tuple[float, ...]:
        """A tuple, because runs are cached by their settings, which must be hashable."""
        try:
            found = parse_array(self.cleaned_data["scores"]).reshape(-1)
        except AnswerSyntaxError as error:
            raise forms.ValidationError(str(error)) from error
        if not 2 <= len(found) <= MAX_SCORES:
            raise forms.ValidationError(
                f"Two to {MAX_SCORES} numbers are needed, not {len(found)}."
            )
        if np.abs(found).max() > LARGEST_SCORE:
            raise forms.ValidationError(f"Scores must be from -{LARGEST_SCORE} to {LARGEST_SCORE}.")
        if np.count_nonzero(found == found.max()) > 1:
            raise forms.ValidationError("One score must be larger than all others.")
        return tuple(float(score) for score in found)


def cost(scores: tuple[float, ...], factor: float) -> int:
    return len(FACTORS) * 10 * len(scores) ** 2


def run(scores: tuple[float, ...], factor: float) -> Outcome:
    shown = np.array(scores) * factor
    found = saturation(scores, FACTORS)
    weights, jacobian = softmax(shown), softmax_jacobian(softmax(shown))
    ahead = float(np.sort(scores)[-1] - np.sort(scores)[-2])
    peak = int(np.argmax(found.largest_derivative))
    even = softmax_jacobian(softmax(np.zeros(len(scores)))).max()
    says = (
        f"At {factor:g} times the scores the largest weight is {weights.max():.3f}, and the "
        f"largest derivative has the size {np.abs(jacobian).max():.4f}. No derivative can exceed "
        "one quarter: it is w (1 - w) on the diagonal and a product of two weights off it. Each "
        f"row sums to zero, here up to {np.abs(jacobian.sum(axis=-1)).max():.0e}.",
        f"At {FACTORS[-1]:g} times the scores the largest weight is "
        f"{found.largest_weight[-1]:.6f} and the largest derivative "
        f"{found.largest_derivative[-1]:.1e}. The best score is ahead by {ahead:g}; a factor "
        "multiplies this lead, and 1 - w falls like the exponential of its negative.",
        f"Small factors make the weights even. With {len(scores)} keys the derivatives are then "
        f"at most {even:.3f}. Of the factors tried, {FACTORS[peak]:g} lets most through.",
    )
    return Outcome(_right(found), says, _pictures(jacobian, found))


def _right(found: Saturation) -> str:
    last = found.largest_derivative[-1]
    if last < VANISHED:
        return "vanish"
    return "grow" if last > found.largest_derivative[0] else "stay"


def _pictures(jacobian: np.ndarray, found: Saturation) -> tuple[Picture, ...]:
    names = [str(i + 1) for i in range(len(jacobian))]
    return (
        heatmap(
            "jacobian",
            "The Jacobian of softmax",
            jacobian,
            [f"weight {name}" for name in names],
            [f"score {name}" for name in names],
            row_name="",
            column_name="derivative of a weight with respect to a score",
            most=0.25,
            decimals=3,
        ),
        line_chart(
            "saturation",
            "Stretched scores",
            "factor of the scores",
            FACTORS,
            "largest weight, largest derivative",
            [
                Series("largest weight", found.largest_weight.tolist()),
                Series("largest derivative", found.largest_derivative.tolist()),
            ],
            log_x=True,
            decimals=4,
        ),
        line_chart(
            "derivatives",
            "The same derivative on a log axis",
            "factor of the scores",
            FACTORS,
            "size",
            [
                Series("largest derivative", found.largest_derivative.tolist()),
                Series("norm of the Jacobian", found.norm.tolist()),
            ],
            log_x=True,
            log_y=True,
        ),
    )


LAB = Lab(
    slug="gradients",
    title="How saturation stops the gradient",
    lead="The derivatives of the weights with respect to the scores, as a picture, and what is "
    "left of them when the scores are multiplied.",
    expectation=Expectation(
        "All scores of a query are multiplied by a growing factor. What happens to the derivatives "
        "of its weights with respect to its scores?",
        (
            ("grow", "They grow with the factor, as the scores do."),
            ("stay", "They stay about as they were."),
            ("vanish", "They vanish."),
        ),
    ),
    form=GradientsForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, section 3.2.1",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=("gradient-of-softmax", "scaling-by-the-square-root"),
)
