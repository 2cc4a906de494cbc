"""Reads rows and nested lists: the cells in reading order, and their shape."""

from dataclasses import dataclass, field

from ..source import Source
from .tokens import CELL, DECIMAL, Token

# numpy prints 75 characters per line, and leaves room for a bracket and a space.
NUMPY_WIDTH = 76

Shape = tuple[int, ...]


@dataclass
class _List:
    """A list that is being read. The outermost one has no brackets and no parent."""

    opening: str
    start: int
    rows: list[int] = field(default_factory=list)
    count: int = 0
    shapes: list[Shape] = field(default_factory=list)
    has_comma: bool = False
    # What came last: "", "item", ",", ";" or "\n".
    last: str = ""


def read_lists(source: Source, tokens: list[Token]) -> tuple[list[Token], Shape]:
    """The cells and their shape: one number is (), `1 2` is (2,), `1; 2` is (2, 1).

    Raises AnswerSyntaxError for rows of unequal length, missing entries, text around brackets.
    """
    return _ListReader(source).read(tokens)


class _ListReader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.cells: list[Token] = []
        self.open = [_List("", 0)]

    def read(self, tokens: list[Token]) -> tuple[list[Token], Shape]:
        for token in tokens:
            kind, start, _ = token
            if kind in (CELL, DECIMAL):
                self.cell(token)
            elif kind in "[({":
                self.opening(kind, start)
            elif kind in "])}":
                self.closing(start)
            elif kind == ",":
                self.comma(start)
            elif kind == ";":
                self.semicolon(start)
            elif self.open[-1].last == "item":
                self.open[-1].last = "\n"
            elif kind == "\n" and self.ends_short():
                message = (
                    "The line ends in a comma: is each line a row, or are all one list? Leave the "
                    "comma out, or put brackets around the list."
                )
                raise self.source.fault(message, start)
        return self.cells, self.outermost()

    def ends_short(self) -> bool:
        """Whether a line of bare numbers ends in a comma."""
        outer = self.open[-1]
        return not outer.opening and outer.last == "," and not outer.shapes

    def outermost(self) -> Shape:
        outer = self.open[0]
        if outer.shapes:
            # Rows side by side or on separate lines, without outer brackets.
            return self.shape_of(outer) if len(outer.shapes) > 1 else outer.shapes[0]
        if outer.last == ",":
            raise self.source.fault("The last comma has no number after it.", self.cells[-1][2])
        rows = self.rows_of(outer)
        return () if rows == (1,) else rows

    def cell(self, token: Token) -> None:
        current = self.open[-1]
        if current.shapes:
            self.refuse_mixture(token[1])
        if current.last == "\n" and not self.is_wrapped(current):
            self.break_row(current, token[1])
        current.count += 1
        current.last = "item"
        self.cells.append(token)

    def is_wrapped(self, current: _List) -> bool:
        """Whether numpy wrapped this line, so that the row continues on the next one.

        It wraps a line if one more number of equal width would exceed its limit. It prints numbers
        in columns: right-aligned, or aligned at their decimal points.
        """
        if not current.opening:
            return False
        text, (_, start, end) = self.source.text, self.cells[-1]
        line_start = text.rfind("\n", 0, start) + 1
        on_line = 1
        while on_line < current.count and self.cells[-on_line - 1][1] >= line_start:
            on_line += 1
        column = end - start + 1
        if on_line > 1:
            column = self.anchor(self.cells[-1]) - self.anchor(self.cells[-2])
        depth = len(self.open) - 1
        return 2 * depth + (on_line + 1) * column > NUMPY_WIDTH

    def anchor(self, cell: Token) -> int:
        _, start, end = cell
        point = self.source.text.find(".", start, end)
        return end if point < 0 else point

    def opening(self, kind: str, start: int) -> None:
        current = self.open[-1]
        if current.count or current.rows:
            self.refuse_mixture(start)
        if current.shapes and not current.opening:
            self.refuse_unclear_rows(current, start)
        self.open.append(_List(kind, start))

    def closing(self, start: int) -> None:
        done = self.open.pop()
        if not (done.count or done.rows or done.shapes):
            raise self.source.fault("The brackets are empty.", done.start, expected="a number")
        shape = self.shape_of(done)
        parent = self.open[-1]
        if parent.shapes and shape != parent.shapes[0]:
            message = _ragged(len(parent.shapes) + 1, shape, parent.shapes[0])
            raise self.source.fault(message, done.start)
        parent.shapes.append(shape)
        parent.last = "item"

    def shape_of(self, done: _List) -> Shape:
        if done.shapes:
            # ([1, 2]) is the list [1, 2], as in Python; ([1, 2],) is a list of one list.
            is_group = done.opening == "(" and len(done.shapes) == 1 and not done.has_comma
            return done.shapes[0] if is_group else (len(done.shapes), *done.shapes[0])
        rows = self.rows_of(done)
        # (5) and ( 5 ) are the number 5; (5,) is a list.
        return () if done.opening == "(" and rows == (1,) and not done.has_comma else rows

    def rows_of(self, current: _List) -> Shape:
        several = bool(current.rows)
        if current.count:
            self.end_row(current)
        if several and len(current.rows) == 1:
            return (current.rows[0],)
        return (len(current.rows), current.rows[0]) if several else (current.rows[0],)

    def comma(self, start: int) -> None:
        current = self.open[-1]
        if current.last in ("", ",", ";"):
            before = "before the first" if current.last == "" else "before this"
            raise self.source.fault(f"A number is missing {before} comma.", start, "a number")
        current.last = ","
        current.has_comma = True

    def semicolon(self, start: int) -> None:
        current = self.open[-1]
        if current.last == ",":
            raise self.source.fault("A number is missing after the comma.", start, "a number")
        if current.last in ("", ";"):
            raise self.source.fault("The row before this semicolon is empty.", start, "a number")
        if not current.shapes:
            self.break_row(current, start)
        current.last = ";"

    def break_row(self, current: _List, position: int) -> None:
        if len(self.open) > 2:
            message = "Inside double brackets each row has its own, as in [[1, 2], [3, 4]]."
            raise self.source.fault(message, position)
        self.end_row(current)

    def end_row(self, current: _List) -> None:
        position = self.cells[-current.count][1]
        current.rows.append(current.count)
        current.count = 0
        if current.rows[-1] != current.rows[0]:
            message = _ragged(len(current.rows), current.rows[-1:], current.rows[:1])
            raise self.source.fault(message, position)

    def refuse_mixture(self, position: int) -> None:
        if self.open[-1].opening:
            message = "Numbers and brackets are mixed in one list: give each row its brackets."
        else:
            message = "There is text outside the brackets: leave it out."
        raise self.source.fault(message, position)

    def refuse_unclear_rows(self, outer: _List, position: int) -> None:
        """Only rows may be side by side without outer brackets, with something between them."""
        if outer.last == "item":
            message = "Is this one row or two? Put a comma, or a new line, between rows."
            raise self.source.fault(message, position, expected="a comma")
        if len(outer.shapes[0]) != 1:
            message = "There is a second matrix after the closing bracket: give one at a time."
            raise self.source.fault(message, position)


def _ragged(number: int, this: list[int] | Shape, first: list[int] | Shape) -> str:
    if len(this) == len(first) == 1:
        count = f"{this[0]} number{'s' * (this[0] != 1)}"
        return f"Row {number} has {count} but row 1 has {first[0]}. All rows need the same length."
    parts = f"Part {number} is {_words(this)} but part 1 is {_words(first)}"
    return f"{parts}. All parts need the same shape."


def _words(shape: list[int] | Shape) -> str:
    return " x ".join(map(str, shape)) if shape else "one number"
