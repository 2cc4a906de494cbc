"""Markdown with a heading, a formula and a table for each step."""

from .parts import Part, Writer, planes_of


def markdown_text(title: str, givens: list[Part], steps: list[Part], write: Writer) -> str:
    lines = [f"# {title}", "", "## Givens", ""]
    for given in givens:
        lines += _array(given, write)
    lines += ["## Steps", ""]
    for number, step in enumerate(steps, 1):
        lines += [f"### {number}. {step.title}", "", f"$${step.formula}$$", ""]
        lines += _array(step, write)
        lines += [step.explanation, ""]
    return "\n".join(lines)


def _array(part: Part, write: Writer) -> list[str]:
    if isinstance(part.value, str):
        return [f"`{part.name}`: {part.value}", ""]
    if part.value.ndim == 0:
        return [f"`{part.name}`: {write.number(float(part.value))}", ""]
    lines = []
    for name, plane in planes_of(part):
        width = plane.shape[1]
        rows = [f"| {' | '.join(row)} |" for row in write.rows(plane)]
        lines += [f"`{name}`", "", "|" + "   |" * width, "|" + "---:|" * width, *rows, ""]
    return lines
