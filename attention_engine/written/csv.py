"""Comma-separated values: a line with the name, then the rows, then a blank line."""

from .parts import Part, Writer, planes_of


def csv_text(title: str, givens: list[Part], steps: list[Part], write: Writer) -> str:
    return "\n".join(_block(part, write) for part in [*givens, *steps])


def _block(part: Part, write: Writer) -> str:
    if isinstance(part.value, str):
        return f"{part.name}\n{part.value}\n"
    return "\n".join(
        "\n".join([name, *(",".join(row) for row in write.rows(plane)), ""])
        for name, plane in planes_of(part)
    )
