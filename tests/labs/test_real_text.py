"""The lab on real text: from stored runs, and with the trained model if it is installed."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from attention_engine import attention_entropy, effective_rank
from attention_engine.encoder import encode
from attention_engine.experiments.real_text import head_figures
from quizzes.labs import page as lab_pages
from quizzes.labs.real_text import lab, model, runs
from quizzes.labs.real_text.pictures import kept
from quizzes.labs.real_text.texts import KINDS

KEYS = [key for key, _name, _text in KINDS]
STORED_HEADS = sorted(runs.stored()["sentence"].heads)
HALF_UNIT = 0.5e-4

needs_model = pytest.mark.skipif(
    not model.is_installed(), reason="the trained model is not installed (make model)"
)


@pytest.fixture
def without_model(monkeypatch):
    """As if `make model` had not been run."""
    monkeypatch.setattr(model, "is_installed", lambda: False)
    lab_pages._kept.cache_clear()
    yield
    lab_pages._kept.cache_clear()


def picture(outcome, name):
    return next(each for each in outcome.pictures if each.name == name)


def numbers(picture) -> np.ndarray:
    return np.array([row[1:] for row in picture.table.rows], dtype=float)


class TestStoredRuns:
    def test_every_kind_is_stored_with_its_text_tokens_and_all_heads(self):
        assert list(runs.stored()) == KEYS
        for _key, _name, text in KINDS:
            run = next(run for run in runs.stored().values() if run.text == text)
            assert (run.tokens[0], run.tokens[-1]) == ("[CLS]", "[SEP]")
            assert len(run.tokens) <= model.MAX_TOKENS
            assert len(run.received) == len(run.tokens)
            assert all(figure.shape == (6, 12) for figure in vars(run.figures).values())

    @pytest.mark.parametrize("key", KEYS)
    def test_figures_are_those_of_the_stored_weights(self, key):
        run = runs.stored()[key]
        for (layer, head), weights in run.heads.items():
            np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=len(weights) * HALF_UNIT)
            found = head_figures(weights, run.tokens)
            for name, figure in vars(found).items():
                bound = {"entropy": 0.02, "effective_rank": 0.05}.get(name, 4 * HALF_UNIT)
                assert getattr(run.figures, name)[layer - 1, head - 1] == pytest.approx(
                    figure, abs=bound
                ), (name, layer, head)

    @pytest.mark.parametrize("key", KEYS)
    def test_what_tokens_receive_and_where_weight_goes_sum_to_one(self, key):
        run = runs.stored()[key]
        assert run.received.sum() == pytest.approx(1, abs=len(run.tokens) * HALF_UNIT)
        assert sum(vars(run.goes).values()) == pytest.approx(1, abs=4 * HALF_UNIT)

    def test_the_file_is_small_and_names_model_and_license(self):
        told = json.loads(runs.STORED.read_text(encoding="utf-8"))
        assert (told["model"], told["license"]) == ("all-MiniLM-L6-v2", "Apache-2.0")
        assert runs.STORED.stat().st_size < 150_000


@pytest.mark.usefixtures("without_model")
class TestWithoutTheModel:
    @pytest.mark.parametrize("key", KEYS)
    @pytest.mark.parametrize(("layer", "head"), STORED_HEADS)
    def test_a_stored_head_is_shown_and_the_answer_is_the_token_that_receives_most(
        self, key, layer, head
    ):
        outcome = lab.run(key, "", layer, head)
        run = runs.stored()[key]
        shown = picture(outcome, "head").table
        np.testing.assert_array_equal(numbers(picture(outcome, "head")), run.heads[layer, head])
        assert shown.columns[1:] == [row[0] for row in shown.rows]
        assert outcome.right == "start"
        best = run.received.argmax()
        assert (
            f"\u2068{run.tokens[best]}\u2069 receives most: {run.received[best]:.3f}"
            in (outcome.says[2])
        )

    @pytest.mark.parametrize("key", KEYS)
    def test_every_figure_of_every_head_stands_in_a_table(self, key):
        outcome, figures = lab.run(key, "", 1, 3), runs.stored()[key].figures
        for name in ("entropy", "diagonal", "off_diagonal", "effective_rank"):
            shown = numbers(picture(outcome, name.replace("_", "-")))
            np.testing.assert_array_equal(shown, getattr(figures, name))
        rows = picture(outcome, "patterns").table.rows
        assert [row[0] for row in rows] == [f"{i}.{j}" for i in range(1, 7) for j in range(1, 13)]
        shares = np.array([row[2:8] for row in rows], dtype=float).T.reshape(6, 6, 12)
        for place, share in zip(real_text_places(), shares, strict=True):
            np.testing.assert_array_equal(share, figures.share(place))

    def test_a_head_that_is_not_stored_is_told(self):
        assert (4, 4) not in STORED_HEADS
        outcome = lab.run("code", "", 4, 4)
        assert "head" not in [each.name for each in outcome.pictures]
        assert "Its single weights are not stored. Stored are those of the heads" in outcome.says[1]

    def test_an_own_text_is_told_that_this_site_cannot_read_it(self):
        form = lab.RealTextForm.of({"text": "Hello there"})
        assert not form.is_valid()
        assert "can't run the model on a text of your own" in form.errors["text"][0]
        assert "shows stored runs of the texts above" in form.fields["text"].help_text
        told = ", ".join(f"{layer}.{head}" for layer, head in STORED_HEADS)
        assert f"as layer.head: {told}." in form.fields["head"].help_text

    def test_runs_cannot_be_stored(self):
        with pytest.raises(CommandError, match="make model"):
            call_command("store_attention_runs")

    def test_some_heads_keep_their_pattern_and_the_words_count_them(self):
        """The answer to the fourth follow-up question, recounted from the tables."""
        outcome = lab.run("list", "", 1, 3)
        cells = [cell for row in picture(outcome, "kept").table.rows for cell in row[1:]]
        always = [cell.split(",")[0] for cell in cells if cell.endswith("5 of 5")]
        named = sum(name != "mixed" for name in always)
        told = outcome.says[-1]
        assert f"{named} of 72 heads show the same named pattern all five times" in told
        assert f"{len(always) - named} are mixed each time" in told
        assert f"{72 - len(always)} change with the text" in told
        assert "previous token: 1.3" in told
        assert "next token: 2.9" in told
        counts = numbers(picture(outcome, "kinds"))
        np.testing.assert_array_equal(counts.sum(axis=1), 72)

    def test_its_runs_cost_nothing(self):
        assert lab.cost("code", "", 1, 1) == 0


def real_text_places():
    return ("own", "previous", "next", "first", "last", "same")


def test_the_commonest_pattern_is_counted_over_all_kinds():
    patterns, counts = kept()
    found = [run.patterns for run in runs.stored().values()]
    for place in np.ndindex(6, 12):
        shown = [each[place] for each in found]
        assert counts[place] == max(map(shown.count, shown)) == shown.count(patterns[place])


@pytest.mark.parametrize(
    ("place", "token", "right"),
    [
        (0, "[CLS]", "start"),
        (-1, "[SEP]", "end"),
        (4, "who", "word"),
        (4, "##ing", "word"),
        (4, ",", "sign"),
    ],
)
def test_the_answer_is_what_receives_most(place, token, right):
    run = runs.stored()["sentence"]
    tokens, received = list(run.tokens), np.full(len(run.tokens), 0.01)
    tokens[place], received[place] = token, 0.9
    assert lab._right(replace(run, tokens=tuple(tokens), received=received)) == right


HOSTILE = [
    ("a\x07b", "has the control character U+0007"),
    ("x" * 10_000, "This text has 10,000 characters; the limit is 1,000."),
    ("\x00", "Null characters are not allowed."),
]


@pytest.mark.parametrize(("text", "words"), HOSTILE)
def test_text_that_cannot_be_used_gets_a_sentence(text, words):
    form = lab.RealTextForm.of({"text": text})
    assert not form.is_valid()
    assert words in form.errors["text"][0]


def test_a_safetensors_file_is_mapped_and_cannot_be_written_to(tmp_path):
    first, second = np.arange(6, dtype="<f4").reshape(2, 3), np.array([7, 8], dtype="<i8")
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "first": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
            "second": {"dtype": "I64", "shape": [2], "data_offsets": [24, 40]},
        }
    ).encode()
    header += b" " * (-len(header) % 8)
    path = tmp_path / "small.safetensors"
    path.write_bytes(
        len(header).to_bytes(8, "little") + header + first.tobytes() + second.tobytes()
    )
    found = model.mapped(path)
    assert sorted(found) == ["first", "second"]
    np.testing.assert_array_equal(found["first"], first)
    np.testing.assert_array_equal(found["second"], second)
    with pytest.raises(ValueError, match="read-only"):
        found["first"][0, 0] = 1


@needs_model
class TestWithTheModel:
    @pytest.mark.parametrize(("key", "text"), [(key, text) for key, _name, text in KINDS])
    def test_stored_runs_are_what_it_computes(self, key, text):
        stored, found = runs.stored()[key], runs.computed(text)
        assert stored.tokens == found.tokens
        for name, figure in vars(stored.figures).items():
            np.testing.assert_allclose(figure, getattr(found.figures, name), atol=1e-4)
        for head, weights in stored.heads.items():
            np.testing.assert_allclose(weights, found.heads[head], atol=1e-4)
        np.testing.assert_array_equal(stored.patterns, found.patterns)

    def test_its_numbers_are_those_of_plain_numpy(self):
        run = runs.computed("A cat and a dog.")
        weights = np.stack([run.heads[1 + i, 1 + j] for i in range(6) for j in range(12)])
        np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
        np.testing.assert_allclose(run.received, weights.mean(axis=(0, 1)), atol=1e-6)
        np.testing.assert_allclose(
            run.figures.entropy.ravel(), attention_entropy(weights).mean(axis=-1), atol=1e-6
        )
        assert run.figures.effective_rank[2, 3] == pytest.approx(effective_rank(run.heads[3, 4]))

    @pytest.mark.parametrize(
        "text",
        [
            "I",
            "שלום עולם, كيف الحال",
            "smile 🙂🙂 👩‍👩‍👧 and 東京",
            "\u202eright to left override\u202c",
            "<script>alert(1)</script> & \"quotes\" 'x' ]]>",
            "many   spaces\n\tand\r\nlines",
            "e\u0301" * 20,
            "[CLS] [SEP] [MASK]",
        ],
    )
    def test_any_text_is_drawn_with_its_numbers(self, client, db, text):
        shown = client.get(
            "/labs/real-text/", {"text": text, "layer": 2, "head": 9, "guess": "start"}
        )
        assert shown.status_code == 200
        page = shown.context["page"]
        n = len(page.outcome.pictures[0].table.rows)
        weights = numbers(page.outcome.pictures[0])
        assert weights.shape == (n, n)
        np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
        assert page.outcome.right in dict(lab.LAB.expectation.options)
        assert "<script>alert" not in shown.content.decode()
        assert client.get(f"/labs/real-text/head.svg?{page.query}").status_code == 200

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("cat " * 63, r"This text has 65 tokens, \[CLS\] and \[SEP\] counted; up to 64"),
            ("\u200b\u200d", "sees no token"),
            ("\ufffd", "sees no token"),
        ],
    )
    def test_too_many_tokens_and_none_are_told(self, text, words):
        form = lab.RealTextForm.of({"text": text})
        assert not form.is_valid()
        assert re.search(words, form.errors["text"][0])

    def test_the_longest_text_is_within_the_limit(self):
        text = "cat " * 62
        assert len(model.read(text).tokens) == model.MAX_TOKENS
        lab.LAB.refuse_costly({"kind": "code", "text": text, "layer": 1, "head": 1})

    def test_unknown_characters_are_counted(self):
        outcome = lab.run("code", "🦖 and 🦕", 1, 3)
        assert "reads as [UNK], here 2 of them" in outcome.says[0]

    def test_runs_are_stored_as_they_are(self, tmp_path, monkeypatch):
        before = json.loads(runs.STORED.read_text(encoding="utf-8"))
        monkeypatch.setattr(runs, "STORED", tmp_path / "runs.json")
        call_command("store_attention_runs")
        after = json.loads(runs.STORED.read_text(encoding="utf-8"))
        assert [run["tokens"] for run in after["runs"]] == [run["tokens"] for run in before["runs"]]
        assert [
            [(head["layer"], head["head"]) for head in run["heads"]] for run in after["runs"]
        ] == [[(head["layer"], head["head"]) for head in run["heads"]] for run in before["runs"]]


@needs_model
@pytest.mark.parametrize("text", [text for _key, _name, text in KINDS])
def test_the_encoder_is_pytorchs(text):
    """Compares with PyTorch's own encoder layers, given the same arrays."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    ids = np.array(model.read(text).ids)
    arrays = {name: torch.tensor(np.array(each)) for name, each in model._parameters().items()}
    found = encode(model._parameters(), ids, model.HEADS)
    embeddings = "embeddings."
    with torch.no_grad():
        hidden = torch.nn.functional.layer_norm(
            arrays[f"{embeddings}word_embeddings.weight"][torch.tensor(ids)]
            + arrays[f"{embeddings}position_embeddings.weight"][: len(ids)]
            + arrays[f"{embeddings}token_type_embeddings.weight"][0],
            (model.WIDTH,),
            arrays[f"{embeddings}LayerNorm.weight"],
            arrays[f"{embeddings}LayerNorm.bias"],
            eps=1e-12,
        )
        for number in range(model.LAYERS):
            layer = _pytorch_layer(torch, arrays, f"encoder.layer.{number}.")
            _out, weights = layer.self_attn(hidden, hidden, hidden, average_attn_weights=False)
            np.testing.assert_allclose(found.weights[number], weights.numpy(), atol=1e-4)
            hidden = layer(hidden[None])[0]
    np.testing.assert_allclose(found.hidden, hidden.numpy(), atol=1e-4)


def _pytorch_layer(torch, arrays, name):
    layer = torch.nn.TransformerEncoderLayer(
        model.WIDTH,
        model.HEADS,
        model.INNER,
        activation="gelu",
        layer_norm_eps=1e-12,
        batch_first=True,
    ).eval()
    names = {
        "self_attn.out_proj": "attention.output.dense",
        "linear1": "intermediate.dense",
        "linear2": "output.dense",
        "norm1": "attention.output.LayerNorm",
        "norm2": "output.LayerNorm",
    }
    state = {
        f"{theirs}.{kind}": arrays[f"{name}{ours}.{kind}"]
        for theirs, ours in names.items()
        for kind in ("weight", "bias")
    }
    for kind in ("weight", "bias"):
        parts = [
            arrays[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")
        ]
        state[f"self_attn.in_proj_{kind}"] = torch.cat(parts)
    layer.load_state_dict(state)
    return layer
