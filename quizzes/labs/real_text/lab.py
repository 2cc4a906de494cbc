"""What the heads of a trained model attend to, in stored texts and in the learner's own."""

from unicodedata import category

from django import forms

from attention_engine.experiments.real_text import LEAST_TOKENS
from quizzes.numbers.limits import too_long

from ..base import Expectation, Lab, LabForm, Outcome, Source
from ..fields import choice_field, whole_field
from . import model
from .pictures import pictures_of
from .runs import TextRun, computed, stored
from .texts import KINDS
from .words import says_of

MAX_CHARACTERS = 1000
MARKS = ("[CLS]", "[SEP]")


class RealTextForm(LabForm):
    kind = choice_field("Text", [(key, name) for key, name, _text in KINDS])
    text = forms.CharField(
        label="Your own text instead",
        required=False,
        initial="",
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    layer = whole_field("Layer", 1, 1, model.LAYERS)
    head = whole_field("Head", 3, 1, model.HEADS)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if model.is_installed():
            self.fields["text"].help_text = (
                f"Up to {model.MAX_TOKENS} tokens, in English: the model was trained on little "
                "else. Leave empty for the text chosen above."
            )
            return
        self.fields["text"].help_text = (
            "This site can't run the model on a text of your own. "
            "It shows stored runs of the texts above."
        )
        heads = ", ".join(f"{layer}.{head}" for layer, head in next(iter(stored().values())).heads)
        self.fields["head"].help_text += f" Stored with all weights, as layer.head: {heads}."

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text:
            return ""
        if words := too_long("This text", text, MAX_CHARACTERS):
            raise forms.ValidationError(words)
        if found := next((each for each in text if _is_control(each)), None):
            raise forms.ValidationError(
                f"This text has the control character U+{ord(found):04X}, which cannot be seen. "
                "Delete it."
            )
        if not model.is_installed():
            raise forms.ValidationError(
                "This site can't run the model on a text of your own. Leave this box empty and "
                "choose one of the texts above; their runs are stored."
            )
        tokens = len(model.read(text).tokens)
        if tokens > model.MAX_TOKENS:
            raise forms.ValidationError(
                f"This text has {tokens:,} tokens, including [CLS] and [SEP]; the limit is "
                f"{model.MAX_TOKENS}. Shorten it."
            )
        if tokens < LEAST_TOKENS:
            raise forms.ValidationError(
                "The model sees no token in this text. Type a word that can be seen."
            )
        return text


def cost(kind: str, text: str, layer: int, head: int) -> int:
    return model.flops(len(model.read(_chosen(kind, text)).ids)) if model.is_installed() else 0


def run(kind: str, text: str, layer: int, head: int) -> Outcome:
    is_stored = not model.is_installed()
    found = stored()[kind] if is_stored else computed(_chosen(kind, text))
    return Outcome(
        _right(found),
        says_of(found, layer, head, is_stored),
        pictures_of(found, layer, head),
    )


def _right(run: TextRun) -> str:
    """The kind of token that receives the most weight."""
    place = int(run.received.argmax())
    if place in (0, len(run.tokens) - 1):
        return ("start", "end")[place > 0]
    return "word" if any(map(str.isalnum, run.tokens[place])) else "sign"


def _chosen(kind: str, text: str) -> str:
    return text or next(stored_text for key, _name, stored_text in KINDS if key == kind)


def _is_control(character: str) -> bool:
    return category(character) == "Cc" and character not in "\t\n\r"


LAB = Lab(
    slug="real-text",
    title="What the heads of a trained model attend to",
    lead="A small model that was trained on real text reads a sentence, code, a list, repetition, "
    "dialogue, or a text of your own. All 72 heads, every number.",
    expectation=Expectation(
        "The model puts a mark [CLS] before each text and a mark [SEP] behind it. Which token gets "
        "the most weight, averaged over all rows of all 72 heads?",
        (
            ("word", "A word, or a piece of one."),
            ("sign", "A comma, a stop or another sign between words."),
            ("start", "[CLS], the mark before the text."),
            ("end", "[SEP], the mark behind the text."),
        ),
    ),
    form=RealTextForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "all-MiniLM-L6-v2, the model, by the Sentence Transformers team, under Apache-2.0",
            "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        ),
        Source(
            "Wang et al. 2020, MiniLM, on the small model that it was made from",
            "https://arxiv.org/abs/2002.10957",
        ),
        Source(
            "Clark et al. 2019, What Does BERT Look At?, section 3 on places that heads look at",
            "https://arxiv.org/abs/1906.04341",
        ),
        Source(
            "Roy and Vetterli 2007, The Effective Rank, definition 1",
            "https://ieeexplore.ieee.org/document/7098875",
        ),
    ),
    questions=(
        "reading-attention-maps",
        "heads-that-do-nothing",
        "entropy-of-attention",
        "attention-is-not-explanation",
    ),
    # 64 tokens take about 50 ms: float32 matrix products by a BLAS.
    max_flops=model.flops(model.MAX_TOKENS),
)
