"""Sources to import, made by combining what guides on the web are made of.

Each `@` becomes a word that stands nowhere else, so that a word that vanished can be named.
"""

import random
import re
from itertools import count

CONSTRUCTS = {
    "paragraph": "@ and *@* and **@** and ~~@~~, `@`,\nthen __@__ on two lines.",
    "wide-list": "-   @\n\n    @ second\n-   @",
    "ordered": "1. @\n\n   @ second\n2. @:\n   * @\n   * @\n3. @",
    "other-list": "2. @:\n* @\n* @",
    "list-after-text": "@:\n- @\n  - @\n\n    @\n  - @",
    "deep-list": "* @\n    + @\n        1. @\n\n           @\n    + @",
    "tasks": "- [x] @\n- [ ] @",
    "picture": "![@ @](a.png)",
    "picture-two-lines": "![@ @\n@](a.png)",
    "picture-in-list": "- ![@](a.png) @\n- @\n\n  ![@\n  @](b.png)",
    "picture-with-tip": '![@](a.png "@ @")',
    "picture-in-link": "[![@](a.png)](https://example.org/)",
    "picture-tag": '<img src="a.png"\n     alt="@ @" title="@">',
    "figure": '<figure>\n<img src="a.png" alt="@">\n<figcaption>@</figcaption>\n</figure>',
    "picture-reference": "![@][img]\n\n[img]: https://example.org/a.png",
    "link": "[@ @](https://example.org/) and [@\n@](https://example.org/b)",
    "link-with-tip": '[@](https://example.org/ "@")',
    "link-reference": '[@][ref]\n\n[ref]: https://example.org/ "@"',
    "link-lost": "See [@](gone.md) and [[@|@]] and [[@]] and ![[@.png]].",
    "footnote": "@[^1] @.\n\n[^1]: @ @",
    "mkdocs": '!!! note "@ @"\n    @\n\n    - @\n    - @',
    "mkdocs-folded": "??? warning\n    @\n    ```python\n    @ = 1\n    ```",
    "mkdocs-in-list": "1. @\n\n    !!! tip\n        @\n\n2. @",
    "docusaurus": ":::tip @ @\n\n@\n\n```js\nlet @\n```\n\n:::",
    "docusaurus-bracket": ":::note[@ @]\n@\n:::",
    "nested-boxes": "::::info @\n@\n:::warning\n@\n:::\n::::",
    "vuepress": "::: details @\n@\n:::",
    "myst": "```{note} @\n:class: dropdown\n@\n```",
    "myst-colons": ":::{admonition} @\n@\n:::",
    "github": "> [!NOTE]\n> @\n> - @",
    "obsidian": "> [!tip]- @ @\n> @\n> > @",
    "gitbook": '{% hint style="info" %}\n@\n{% endhint %}',
    "hugo": '{{< callout title="@" >}}\n@\n{{< /callout >}}',
    "quote": "> @\n>\n> ## @\n> @",
    "quote-in-list": "- @\n\n  > @\n  > @\n- @",
    "code": "```python\n@ = 1  # @\n```",
    "code-in-list": "1. @\n   ```text\n   @\n   ```\n2. @",
    "indented-code": "@:\n\n    @ = 1\n    @",
    "table": "| @ | @ |\n|---|---|\n| @ | `@` |\n| @ |",
    "table-tag": "<table><caption>@</caption>\n<tr><th>@</th><td>@<br>@</td></tr></table> @",
    "heading": "## @ @\n\n@",
    "heading-deep": "##### **@** 🚀\n@",
    "setext": "@ @\n---\n\n@",
    "bold-line": "**@ @:**\n@",
    "details": "<details>\n<summary><b>@</b></summary>\n\n@\n\n</details>",
    "details-long": "<details><summary>\n@ @\n</summary>@\n</details>",
    "html": '<div align="center"><h3>@</h3><p>@ <b>@</b></p></div>',
    "html-list": "<ul><li>@</li><li>@ <i>@</i></li></ul>",
    "html-odd": '<video src="a">@</video> <kbd>@</kbd> <abbr title="@">@</abbr> <custom>@</custom>',
    "definition": "@\n: @ @",
    "formula": "@ $x$ @\n\n$$\ny = 1\n$$\n@",
    "formula-words": "$\\text{@}$ is @ and costs $5 or $6 @",
    "unclosed": "$$ @ and here are some more words @\n\n@ **@",
    "rule": "@\n\n---\n\n@",
    "braces": "{{ @ }} and {% @ %} and {@}",
    "typing": "@  \n@\\\n@ <br> @",
    "wrapped-item": "- @\n@ goes on\n- @\n      @ deep",
}
HEADS = (
    "# @ @\n\n@",
    "# Question 3: @?\n\n@",
    "@ @\n===\n\n@",
    '<h1 align="center">\n  @ @\n</h1>\n\n@',
    '---\ntitle: "@ @"\n---\n\n# @\n\n@',
    "---\ntitle: @: @\nlayout: post\n---\n@",
    '+++\ntitle = "@ @"\n+++\n@',
    "@ without any heading.",
    "## @?\n\n@",
)
MARKS = (
    "## Q{n}: @?\n\n{body}",
    "### {n}. What is @?\n\n{body}",
    "**Question {n}: @?**\n\n{body}",
    "{n}. **What is @?**\n\n   @",
    "Q{n}: @?\nA: @",
    "<details><summary>What is @?</summary>\n\n{body}\n\n</details>",
)
CONTAINERS = (
    lambda text: text,
    lambda text: "> " + text.replace("\n", "\n> "),
    lambda text: "- @\n\n" + re.sub(r"(?m)^(?=.)", "  ", text) + "\n- @",
    lambda text: "1. @\n\n" + re.sub(r"(?m)^(?=.)", "   ", text) + "\n2. @",
    lambda text: f"<details>\n<summary>@</summary>\n\n{text}\n\n</details>",
)
LONGEST = 8


def source(number: int) -> tuple[str, list[str]]:
    """A source and the words that it must not lose. The same number gives the same source."""
    rng = random.Random(number)  # noqa: S311 - no secret
    names = rng.sample(sorted(CONSTRUCTS), LONGEST)
    bodies = [_contained(CONSTRUCTS[name], rng) for name in names]
    text = "\n\n".join([rng.choice(HEADS), *bodies])
    if number % 4 == 0:
        mark = rng.choice(MARKS)
        parts = [mark.replace("{n}", str(n)).replace("{body}", b) for n, b in enumerate(bodies, 1)]
        text = "\n\n".join(["# @ questions\n\n@", *parts, "## License\n\n@"])
    counter = count(1)
    words: list[str] = []

    def word(_match: re.Match[str]) -> str:
        words.append(f"w{number}v{next(counter)}x")
        return words[-1]

    return re.sub("@", word, text) + "\n", words


def _contained(text: str, rng: random.Random) -> str:
    return rng.choice(CONTAINERS)(text) if rng.random() < 0.4 else text
