"""What the engine found behind an answer, as JSON."""

from attention_engine import Diagnosis
from attention_engine.mistakes.findings import Finding

from .schemas import checking as schemas
from .values import cells


def finding_of(found: Finding) -> schemas.Finding:
    return schemas.Finding(
        mistakes=list(found.mistakes),
        title=found.title,
        tells=found.tells,
        where=found.where,
        cells=cells(found.cells),
    )


def arithmetic_of(diagnosis: Diagnosis) -> schemas.Arithmetic | None:
    """The arithmetic of the wrong cell, if exactly one cell is wrong."""
    written = diagnosis.arithmetic
    if written is None:
        return None
    return schemas.Arithmetic(
        where=written.where,
        lines=[
            schemas.ArithmeticLine(name=line.name, title=line.title, latex=line.latex)
            for line in written.lines
        ],
    )
