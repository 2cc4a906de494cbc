"""`glossary.yaml`: read with its lines, synced, and its terms linked on first use."""

import re

import pytest

from quizzes.bank.checking.check import check_tree
from quizzes.bank.page.glossary import parse_glossary
from quizzes.bank.page.plain_words import plain_words
from quizzes.bank.page.render import render_question
from quizzes.bank.page.terms import NO_TERMS, PageTerms, Terms
from quizzes.bank.store.export import export_content
from quizzes.bank.store.lookup import stored_terms
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.document import parse_question
from quizzes.bank.text.files import read_tree
from quizzes.editing.preview import preview_question
from quizzes.models import Question, Term
from tests.bank.conftest import BODY, question_text

NAME = "glossary.yaml"
GLOSSARY = """\
- term: softmax
  definition: The map $a_i = e^{s_i} / \\sum_j e^{s_j}$, as in {{ softmax([2, 1]):.2f }}.
  read: softmax
- term: score
  aliases: [logit]
  definition: What a query and a key give before softmax.
- term: KV cache
  aliases: [cache of keys and values]
  typed: [K/V cache]
  definition: The keys and values that were computed before.
"""


def faults(text):
    return [str(fault) for fault in parse_glossary(text).faults]


def linked(html, *terms):
    """Linked HTML, with each link abbreviated to its words in square brackets."""
    words = tuple((form[0].lower().replace(" ", "-"), form) for form in terms)
    out = PageTerms(Terms(words)).link(html)
    return re.sub(
        r'<a class="term" href="/glossary/#[\w-]+">(.*?)</a>', r"[\1]", out, flags=re.DOTALL
    )


class TestReading:
    def test_terms_have_their_slugs_and_words(self):
        parsed = parse_glossary(GLOSSARY)
        assert not parsed.faults
        assert [entry.slug for entry in parsed.entries] == ["softmax", "score", "kv-cache"]
        assert parsed.terms.slugs["logits"] == "score"
        # What is only typed is linked nowhere.
        assert "K/V cache" not in parsed.terms.slugs

    @pytest.mark.parametrize(
        ("was", "now", "line", "words"),
        [
            ("term: score", "term: Softmax", 4, "Softmax is listed twice"),
            ("[logit]", "[softmaxes]", 5, "softmaxes is already a word for softmax"),
            ("aliases: [logit]", "alias: logit", 5, "alias is not a known field"),
            ("[K/V cache]", "[logits]", 9, "logits is already a word for score"),
            ("[K/V cache]", "[{}]", 9, "typed"),
            ("  read: softmax\n", "  read: So ft\n", 3, "read must name a question by its slug"),
            ("{{ softmax", "{{ softmin", 2, "softmin"),
            ("\\\\sum", "\\\\summ", 2, "the formula"),
            ("before softmax.", "[before](07-softmax.md).", 6, "cannot have links"),
            ("before softmax.", "<b>before</b>.", 6, "cannot have HTML"),
            ("What a query", '"## What"\n  read: x', 6, "must be a single paragraph"),
            ("What a query and a key give before softmax.", '""', 6, "definition"),
        ],
    )
    def test_a_fault_names_its_line(self, was, now, line, words):
        text = GLOSSARY.replace("\\\\", "\\")
        was = was.replace("\\\\", "\\")
        assert was in text
        if now.endswith("read: x"):
            was = "What a query and a key give before softmax."
        found = faults(text.replace(was, now.replace("\\\\", "\\")))
        assert any(
            fault.startswith(f"{NAME}:{line}: GLOSSARY") and words in fault for fault in found
        ), found

    def test_a_question_to_read_must_be_there(self, bank):
        bank.write(NAME, GLOSSARY.replace("read: softmax", "read: soft"))
        assert [str(fault) for fault in check_tree(read_tree(bank.root))] == [
            f"{NAME}:3: GLOSSARY there is no question soft to read"
        ]


class TestLinking:
    def test_only_the_first_use_is_linked(self):
        html = "<p>Softmax of scores.</p><p>softmax and a score</p>"
        assert linked(html, ("softmax",), ("score",)) == (
            "<p>[Softmax] of [scores].</p><p>softmax and a score</p>"
        )

    @pytest.mark.parametrize(
        "html",
        [
            "<h2>softmax</h2>",
            "<p><code>softmax</code></p>",
            '<p><a href="/x">the softmax</a></p>',
            "<blockquote>\n<p>softmax</p>\n</blockquote>",
            "<table><tbody><tr><td>softmax</td></tr></tbody></table>",
            '<p><math data-tex="softmax"><mi>softmax</mi></math></p>',
            "<pre><code>softmax</code></pre>",
            "<p>softmax-like, presoftmax, softmaxed, α-softmax</p>",
            "<div>softmax</div>",
        ],
    )
    def test_what_is_left_alone(self, html):
        assert linked(html, ("softmax",)) == html

    def test_a_term_after_what_is_left_alone_is_linked(self):
        html = "<h2>softmax</h2>\n<ul>\n<li>a <em>softmax</em><br>softmax</li>\n</ul>"
        assert linked(html, ("softmax",)) == html.replace("<em>softmax</em>", "<em>[softmax]</em>")

    def test_the_longest_term_wins(self):
        terms = (("attention",), ("attention sink",), ("layer normalization",), ("norm",))
        assert linked("<p>An attention\nsink and attention.</p>", *terms) == (
            "<p>An [attention\nsink] and [attention].</p>"
        )

    @pytest.mark.parametrize(
        ("term", "text"),
        [
            ("query", "queries"),
            ("key", "keys"),
            ("mask", "Masks"),
            ("softmax", "softmaxes"),
            ("KV cache", "KV caches"),
            ("ALiBi", "ALiBi"),
        ],
    )
    def test_plurals_and_capitals(self, term, text):
        assert linked(f"<p>{text}</p>", (term,)) == f"<p>[{text}]</p>"

    def test_a_letter_that_grows_when_small_moves_no_link(self):
        assert linked("<p>İİİ a softmax of İ</p>", ("softmax",)) == "<p>İİİ a [softmax] of İ</p>"

    def test_a_name_in_capitals_is_found_only_as_it_is_written(self):
        assert linked("<p>mac and MAC</p>", ("MAC",)) == "<p>mac and [MAC]</p>"

    def test_every_other_character_stays(self):
        html = (
            '<p>a &lt; b &amp;amp; softmax&nbsp;&#x27;x&#39; "q"</p>\n'
            '<div class="table-scroll" tabindex="0"><table><tr><td>x</td></tr></table></div>'
            '<p><span class="formula"><math data-tex="a &lt; b"><mi>a</mi><mspace></mspace></math>'
            "</span> &lt;b&gt;</p>"
        )
        assert linked(html, ("softmax",)).replace("[softmax]", "softmax") == html
        assert PageTerms(NO_TERMS).link(html) == html

    def test_text_that_looks_like_markup_stays_text(self):
        assert linked("<p>&lt;a&gt;softmax&lt;/a&gt;</p>", ("softmax",)) == (
            "<p>&lt;a&gt;[softmax]&lt;/a&gt;</p>"
        )


class TestAPage:
    TERMS = Terms((("softmax", ("softmax",)), ("layer", ("layer",)), ("weight", ("weight",))))

    def rendered(self, body=BODY, context="In every layer, softmax.\n", terms=TERMS):
        parsed, found = parse_question("07-softmax.md", question_text(body=body), context)
        assert parsed is not None, found
        return render_question(parsed, terms=terms)

    def test_page_and_context_link_each_on_its_own(self):
        rendered = self.rendered()
        html = "".join(block.get("html", "") for block in rendered.fields["blocks"])
        assert html.count('href="/glossary/#softmax"') == 1
        assert html.count('href="/glossary/#weight"') == 1
        assert rendered.fields["context_html"].count('href="/glossary/#softmax"') == 1

    def test_no_item_has_a_link(self):
        # The word does not appear earlier on the page.
        body = BODY.replace("What happens", "What happens in a layer")
        for item in self.rendered(body).items:
            assert "glossary" not in str(item.stored)

    def test_words_for_search_and_the_pieces_for_the_rules_are_the_same(self):
        plain, with_links = self.rendered(terms=NO_TERMS), self.rendered()
        for name in ("summary", "search_text", "minutes"):
            assert plain.fields[name] == with_links.fields[name]
        assert plain.pieces == with_links.pieces
        assert plain_words(plain.fields["context_html"]) == plain_words(
            with_links.fields["context_html"]
        )


@pytest.mark.django_db
class TestSyncing:
    @pytest.fixture
    def with_glossary(self, bank):
        bank.write(NAME, GLOSSARY)
        report = sync_tree(bank.root)
        assert not report.faults
        return bank

    def html(self):
        return "".join(block.get("html", "") for block in Question.objects.get().blocks)

    def test_terms_are_stored_and_a_second_sync_does_nothing(self, with_glossary):
        cache, score, softmax = Term.objects.all()
        assert (score.title, score.aliases, softmax.read) == ("score", ["logit"], "softmax")
        assert "<math" in softmax.definition_html
        assert "0.73" in softmax.definition_html
        assert cache.slug == "kv-cache"
        assert cache.typed == ["K/V cache"]
        report = sync_tree(with_glossary.root, check=True)
        assert not report.changes
        assert report.rendered == 0

    def test_what_is_unchanged_costs_no_more_with_a_glossary(
        self, with_glossary, django_assert_num_queries
    ):
        with django_assert_num_queries(3):  # questions, quizzes, lists
            sync_tree(with_glossary.root, check=True)

    def test_a_page_is_made_anew_when_a_word_joins_and_not_for_a_definition(self, with_glossary):
        assert 'href="/glossary/#softmax"' in self.html()
        with_glossary.write(NAME, GLOSSARY.replace("that were computed", "computed"))
        report = sync_tree(with_glossary.root)
        assert (report.updated, report.rerendered) == ([NAME], [])
        with_glossary.write(NAME, GLOSSARY.replace("[logit]", "[logit, weight]"))
        report = sync_tree(with_glossary.root)
        assert report.rerendered == ["07-softmax.md"]
        assert 'href="/glossary/#score"' in self.html()
        assert Question.objects.get().version == 1

    def test_without_its_file_there_are_no_terms_and_no_links(self, with_glossary):
        with_glossary.remove(NAME)
        sync_tree(with_glossary.root)
        assert not Term.objects.exists()
        assert "glossary" not in self.html()
        assert not sync_tree(with_glossary.root).changes

    def test_source_and_export_are_untouched(self, with_glossary, tmp_path):
        export_content(tmp_path / "out")
        for name in (NAME, "07-softmax.md", "07-softmax.context.md"):
            assert (tmp_path / "out" / name).read_bytes() == with_glossary.read(name)

    def test_an_edit_in_the_browser_is_linked_and_no_news_for_sync(self, with_glossary):
        question = Question.objects.get()
        save_question(question, question.source.replace("grows.", "grew."), "A score.\n")
        assert 'href="/glossary/#score"' in Question.objects.get().context_html
        report = sync_tree(with_glossary.root)
        assert (report.kept, report.rerendered) == (["07-softmax.md"], [])

    def test_a_preview_is_linked(self, with_glossary):
        question = Question.objects.get()
        preview = preview_question(question, question.source, question.context_source)
        assert any(
            'href="/glossary/#softmax"' in block.get("html", "") for block in preview.page["blocks"]
        )

    def test_file_and_database_name_the_same_glossary(self, with_glossary):
        assert stored_terms().key == parse_glossary(GLOSSARY).terms.key

    def test_faults_keep_the_old_glossary(self, with_glossary):
        with_glossary.write(NAME, "- term: softmax\n")
        report = sync_tree(with_glossary.root)
        assert [fault.rule for fault in report.faults] == ["GLOSSARY"]
        assert Term.objects.count() == 3
