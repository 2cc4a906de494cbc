"""Oddities of plain guides on the web, each with what a reader must see of it.

`{key}` keeps the texts of two files distinct. The second part of an oddity lists pieces that the
page's HTML must contain.
"""

ODDITIES: dict[str, tuple[str, list[str]]] = {
    "bold-lines": (
        "**Why it works:**\nBecause.\n\n__How it fails__:\nSlowly.\n\n***1. First step:***\nGo.\n",
        [">Why it works</h", ">How it fails</h", ">1. First step</h", "<p>Because.</p>"],
    ),
    "run-in-bold": ("**Note:** this stays *bold* **here**.\n", ["<strong>Note:</strong> this"]),
    "emoji-heading": (
        "## 🧠 Intuition 🚀\n\nThink.\n\n**🔑 Key insight:**\nOne.\n",
        ['<h2 id="intuition">Intuition</h2>', ">Key insight</h"],
    ),
    "skipped-levels": ("## Levels {key}\n\n##### Deep {key}\n\nText.\n", ["<h3", ">Deep "]),
    "repeated-title": ("# {title}\n\nAgain.\n\n# Another part {key}\n\nOn.\n", [">Another part"]),
    "underlined": (
        "Setext one {key}\n=====\n\nText.\n\nSetext two {key}\n---\nMore.\n",
        [">Setext one", ">Setext two"],
    ),
    "bold-in-heading": ("### **Bold {key}** ###\n\nText.\n", [">Bold "]),
    "display": (
        "Before it:\n$$\nS = \\frac{{QK^T}}{{\\sqrt{{d_k}}}}\n$$\nAfter it.\n",
        ["<p>Before it:</p>", "<p>After it.</p>", "S = \\frac{QK^T}{\\sqrt{d_k}}"],
    ),
    "display-with-blanks": ("$$\n\na_{{ij}} = q_i \\cdot k_j\n\n$$\n", ["a_{ij} = q_i \\cdot k_j"]),
    "display-in-text": (
        "Here $$x_i$$ is short, and the score is $$e_{{ij}} = v^\\top \\tanh(W_q "
        "q_i + W_k k_j + b_{{long}} + c_{{long}})$$ in full.\n",
        ['data-tex="x_i"', "in full."],
    ),
    "brackets": (
        "Then \\[ y = W x \\] and \\( n \\) too.\n\n\\[\nz = 1\n\\]\n",
        ['data-tex="y = W x"', 'data-tex="n"', 'data-tex="z = 1"'],
    ),
    "spaced-inline": (
        "With $ d_k $ and $ \\sqrt{{d}} $ and $x$.\n",
        ['data-tex="d_k"', 'data-tex="\\sqrt{d}"', 'data-tex="x"'],
    ),
    "money": (
        "It costs $5 to $10 an hour, and $n$ is free.\n",
        ["$5 to $10 an hour", 'data-tex="n"'],
    ),
    "odd-tex": (
        "$$\\begin{{equation}}\\label{{e}}\\mbox{{Cost}}\\! = \\textbf{{n}}^2 \\tag{{1}}"
        "\\end{{equation}}$$\n"
        "\n$$\n\\begin{{align*}}\na &= b \\\\\nc &= d_{{\\text{{d_k}}}}\n\\end{{align*}}\n$$\n"
        "\nWith $q\\_i$ and $\\frac{{{{a}}}}{{b}}$.\n",
        ["\\text{Cost}", "\\begin{aligned}", "\\text{d\\_k}", 'data-tex="q_i"'],
    ),
    "math-fence": ("```math\np = 1\n```\n", ['data-tex="p = 1"']),
    "unclosed-tex": (
        "$$ u + 1\n\nHere some more plain words follow.\n\n$$ w $$\n",
        ['data-tex="u + 1"', "<p>Here some more plain words follow.</p>", 'data-tex="w"'],
    ),
    "impossible-tex": ("See $\\nonsense{{x}}$ there.\n", ["<code>\\nonsense{x}</code>"]),
    "fences": (
        "Code:\n```Python3\nx = 1  # {key}\n```\nNext:\n~~~ {{.js}}\nlet a\n  ~~~\n\n```\nplain\n"
        '```\n\n```pseudocode\nloop\n```\n\n```python title="a.py"\ny = 2\n```\n\n```example\n'
        "words\n```\n",
        ["<p>Next:</p>", "plain", "loop", "words", '<span class="n">y</span>'],
    ),
    "pre": ('<pre><code class="language-python">\na &lt; b\n</code></pre>\n', ["&lt;"]),
    "table": (
        "Compare:\n| Kind | Cost |\n|:--|--:|\n| `a|b` | $|x|$ |\n| short |\nAfter {key}.\n",
        ['<th class="left">Kind</th>', "<code>a|b</code>", 'data-tex="|x|"', "<p>After "],
    ),
    "table-without-edges": ("\nName | Size\n--- | ---\nq | 4\n", ["<td>q</td>", "<td>4</td>"]),
    "table-without-rule": ("\n| Name | Size |\n| k | 4 |\n", ["<th>Name</th>", "<td>k</td>"]),
    "html-table": (
        "<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td><b>1</b></td><td>2</td></tr>\n</table>\n",
        ["<th>A</th>", "<td><strong>1</strong></td>"],
    ),
    "list-below-text": (
        "Reasons:\n- one\n- two\nnot a new part\n\nSteps:\n1) a\n2) b\n",
        ["<li>one</li>", "<ol>\n<li>a</li>\n<li>b</li>"],
    ),
    "nested-lists": (
        "* top\n  * two deep\n     + three deep\n  * two again\n* next\n\n1. one\n   - "
        "inner\n2. two\n\t- tabbed\n",
        [
            "<li>top<ul>\n<li>two deep<ul>\n<li>three deep</li>",
            "<li>one<ul>\n<li>inner</li>",
            "<li>two<ul>\n<li>tabbed</li>",
        ],
    ),
    "bullets": (
        "• dot\n• other\n\nAnd:\n\n- [x] done\n- [ ] open\n",
        ["<li>dot</li>", "<li>done</li>", "<li>open</li>"],
    ),
    "code-in-list": (
        "1. First:\n   ```python\n   x = 3\n   ```\n2. Second\n\n   A paragraph.\n",
        ["<li>\n<p>First:</p>", "<p>A paragraph.</p>", '<span class="n">x</span>'],
    ),
    "rules": ("Above {key}.\n\n* * *\n\n___\n\nBelow {key}.\n\n- - -\n", ["<hr>"]),
    "file-links": (
        "See [Question 2](02_guide_2.md), [guide 3](../questions/03_guide_3.md#in-thirty-seconds), "
        "[the guide](.\\02_guide_2.md), [lost words](99_gone.md) and [its end](#no-such-part).\n",
        [
            'href="/questions/guide-2/">',
            'href="/questions/guide-3/#in-thirty-seconds">',
            "lost words",
        ],
    ),
    "bare-urls": (
        "Read https://arxiv.org/abs/1706.03762. Or <https://example.org/a_b>.\n",
        ['<a href="https://arxiv.org/abs/1706.03762"', '<a href="https://example.org/a_b"'],
    ),
    "reference-links": (
        "As [Vaswani][v] says[^1].\n\n[v]: https://arxiv.org/abs/1706.03762\n[^1]: A note {key}.\n",
        [
            '<a href="https://arxiv.org/abs/1706.03762" rel="noopener noreferrer">Vaswani</a>',
            "<sup>1</sup>",
        ],
    ),
    "html": (
        'One<br>two, H<sub>2</sub>O, <b>strong</b>, <i>soft</i>, <font color="red">red</font> and '
        '<a href="https://example.org/">there</a>.\n<!-- hidden\nwords -->\n'
        '<div align="center">middle</div>\n\nThe <pad> and </s> tokens.\n',
        [
            "One<br>two",
            "<sub>2</sub>",
            "<strong>strong</strong>",
            "<em>soft</em>",
            "red and",
            "<code>&lt;pad&gt;</code>",
            "<code>&lt;/s&gt;</code>",
            "<p>middle</p>",
        ],
    ),
    "details": (
        "<details>\n<summary>Click {key}</summary>\n\n- **hidden** item\n\n</details>\n",
        [">Click ", "<li><strong>hidden</strong> item</li>"],
    ),
    "pictures": (
        '![A diagram](images/a.png)\n\n<img src="https://example.org/b.png" alt="B">\n',
        ["<em>A diagram</em>", '<a href="https://example.org/b.png"'],
    ),
    "quotes": (
        "> **Note:**\n> Costs:\n> - one {key}\n> - two\n\n> [!TIP]\n> Try $ x $.\n",
        ["<blockquote>", "<li>two</li>", "<strong>Tip.</strong>"],
    ),
    "emphasis": (
        "** spaced ** words, def f(**kwargs) and __init__, ~~gone~~, ==seen==, O(n**2), and a "
        "**lone mark.\n",
        [
            "<strong>spaced</strong>",
            "f(<code>**kwargs</code>)",
            "<code>__init__</code>",
            "<del>gone</del>",
            "<mark>seen</mark>",
            "O(n^2)",
            "a lone mark",
        ],
    ),
    "double-encoded": ("The angle Î¸ is O(nÂ²) and â‰ˆ right.\n", ["angle θ is O(n²) and ≈ right"]),
    "odd-spaces": (
        "A\u00a0space,\u200b a soft\u00adhyphen.  \nA new line.   \n\nEnd.\t\n",
        ["A space, a softhyphen.<br>\nA new line."],
    ),
    "braces": ("Write {{{{ user.name }}}} in Jinja.\n", ["<code>{{ user.name }}</code>"]),
}
