"""Removes headings and indices that Julia, TensorFlow, R and MATLAB print beside the numbers."""

import re

from ..source import Source

# 2*3 Matrix{Float64}: its times sign is already in plain form.
_JULIA = re.compile(r"\s*[0-9]{1,6}(?:\*[0-9]{1,6}|-element) [^\n:]{1,80}:[ \t]{0,20}(?=\n)")
# <tf.Tensor: shape=(2, 2), dtype=float32, numpy=array(...)>
_TENSORFLOW = re.compile(r"\s*<tf\.(?:Tensor|Variable)[^\n\[\]]{0,200}?numpy=")
_R_HEADING = re.compile(r"\s*\[,1\][ \t\[\],0-9]{0,9000}(?=\n)")
_R_ROW = re.compile(r"^[ \t]{0,20}\[[0-9]{1,6},\]", re.MULTILINE)
# A single number after [1] could just as well be text after a bracket.
_R_VECTOR = re.compile(r"\s*\[1\][ \t]+[^\s,;\[\]]+[ \t]+[^\s,;\[\]]")
_R_INDEX = re.compile(r"(?:^|\n)[ \t]*\[[0-9]{1,6}\]")
_MATLAB = re.compile(r"\s*(?:[0-9.]{1,8}e[-+]?[0-9]{1,3} ?\*[ \t]*\n|Columns? [0-9])")


def unwrap_printed(source: Source) -> None:
    """Blank the headings of a printed array, and refuse those that change its numbers."""
    text = source.text
    if heading := _JULIA.match(text):
        source.blank(heading.start(), heading.end())
    elif heading := _TENSORFLOW.match(text):
        source.blank(heading.start(), heading.end())
        if text.rstrip().endswith(">"):
            source.blank(len(text.rstrip()) - 1, len(text.rstrip()))
    elif heading := _R_HEADING.match(text):
        source.blank(heading.start(), heading.end())
        source.blank_each(_R_ROW)
    elif _R_VECTOR.match(text):
        # A long vector continues on the next line, after the index of that line's first number.
        source.text = _R_INDEX.sub(lambda index: " " * len(index[0]), text)
    elif heading := _MATLAB.match(text):
        start = heading.end() - len(heading[0].lstrip())
        message = "MATLAB has split or scaled these numbers: print them with disp(mat2str(A))."
        raise source.fault(message, start)
