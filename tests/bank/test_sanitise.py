"""Nothing typed into a content file can run in a reader's browser."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.bank.page.markdown import render_markdown
from quizzes.bank.page.sanitise import MATHML_TAGS, TAGS, clean_mathml

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](javascript:alert(1))",
    '![x](x"onerror="alert(1))',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/)",
    "[x](\\\\\\\\evil.example)",
    "[x]( javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x](http://a.example "onmouseover=alert(1)")',
    '<a href="http://a.example" onclick="alert(1)">x</a>',
    "<a href=javascript:alert(1)>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>"
    "</mtext></math>",
    "<math><mtext></p><style><!--</style><img src/onerror=alert(1)>--></style></mtext></math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>"
    "</math>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math href='javascript:alert(1)'>click</math>",
    "<math><maction actiontype='statusline#http://x' xlink:href='javascript:alert(1)'>x</maction>"
    "</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object>",
    "<embed src=x>",
    "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<link rel=stylesheet href=http://evil.example/>",
    "<style>@import 'http://evil.example/';</style>",
    "<div style='background:url(http://evil.example/)'>x</div>",
    "<form action=http://evil.example><input name=a><button>x</button></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "<h2 id='x' onfocus=alert(1) tabindex=1>x</h2>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$<img src=x onerror=alert(1)>$",
    '$" onmouseover="alert(1)$',
    "$\\href{javascript:alert(1)}{x}$",
    "$x$<a title='$\"><img src=x onerror=alert(1)>$'>y</a>",
    "<abbr title='$x$'>y</abbr>",
    "[a](http://a.example/$x$)",
    '[a](http://a.example "$<script>alert(1)</script>$")',
    "\ue0000\ue001<a title='\ue0000\ue001'>$\"x$</a>",
    "```python\n</code></pre><script>alert(1)</script>\n```",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    '``` {.python onclick="alert(1)"}\nx\n```',
    "## <img src=x onerror=alert(1)>",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
    "{{ softmax('<script>alert(1)</script>') }}",
    "{{ parse_array('<img src=x onerror=alert(1)>') }}",
]

ALLOWED_ATTRIBUTES = {
    *("href", "title", "rel", "id", "class", "start", "scope", "tabindex", "role", "aria-label"),
    *("data-tex", "display", "displaystyle", "scriptlevel", "stretchy", "form", "lspace", "rspace"),
    *("width", "accent", "accentunder", "mathvariant", "movablelimits", "largeop", "symmetric"),
    *("height", "depth", "voffset", "linethickness", "minsize", "maxsize", "columnspan", "rowspan"),
    *("fence", "separator"),
}


SIGNS = (
    "< > \" ' = / $ ` * _ [ ] ( ) ! \\ | # & ; : \n x <a <math <svg <style onerror= href= "
    "javascript: $x$ <!-- --> </ data-tex= title= <mtext> <b> \ue000 \ue001 0"
)


class Inspector(HTMLParser):
    """Reads a page as a browser would and notes whatever could run."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.dangers = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS | MATHML_TAGS:
            self.dangers.append(tag)
        for name, value in attrs:
            if name not in ALLOWED_ATTRIBUTES:
                self.dangers.append(f"{tag} {name}")
            if name == "href" and not re.match(r"(https?://|/(?![/\\])|#|[\w.-]+$|\?|$)", value):
                self.dangers.append(f"href {value}")

    def handle_comment(self, data):
        self.dangers.append(f"comment {data}")


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_in_a_page_can_act(vector):
    assert Inspector(render_markdown(vector)).dangers == []


@pytest.mark.parametrize("vector", VECTORS)
def test_nor_beside_or_inside_other_markdown(vector):
    for text in (
        f"> {vector}",
        f"- a {vector}",
        f"a $x$ {vector} $y$",
        f"**{vector}**\n\n{vector}",
    ):
        assert Inspector(render_markdown(text)).dangers == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(SIGNS.split(" ")),
        max_size=40,
    )
)
def test_no_mixture_of_signs_makes_anything_that_acts(parts):
    assert Inspector(render_markdown(" ".join(parts))).dangers == []
    assert Inspector(render_markdown("".join(parts))).dangers == []


def test_classes_are_only_those_that_pages_know():
    html = render_markdown('<div class="nav highlight">x</div> <span class="k evil">y</span>')
    assert "nav" not in html
    assert "evil" not in html


def test_mathml_is_cleaned_whatever_the_converter_gives():
    unclean = "<math onclick='x'><mi style='x' class='y'>a</mi><script>b</script></math>"
    assert clean_mathml(unclean) == "<math><mi>a</mi></math>"
