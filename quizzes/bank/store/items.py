"""The items of a question in the database: new, changed, retired and restored."""

from dataclasses import dataclass
from typing import Any

from quizzes.items.code_version import engine_version
from quizzes.items.skills import skill_of
from quizzes.models import Item, ItemVersion, Question

from ..page.render import RenderedItem
from ..proofs.proving import canonical, proven, spec_text
from ..text.document import ParsedQuestion
from ..text.faults import ContentFaults, Fault

_FIELDS = ("kind", "position", "spec", "skill", "ask_html", "version", "seeds", "retired")


@dataclass(frozen=True)
class ItemPlan:
    """The fields that an item will have. `row` is None for a new item."""

    key: str
    row: Item | None
    fields: dict[str, Any]


def plan_items(
    question: Question, parsed: ParsedQuestion, rendered: list[RenderedItem], all_anew: bool
) -> list[ItemPlan]:
    """Plans what happens to each item. An unchanged spec keeps its version and seeds.

    `all_anew`: the question's address changed, and every variant changes with it.
    Raises ContentFaults for an item without a sound variant.
    """
    rows = {item.key: item for item in question.items.all()} if question.pk else {}
    plans = []
    for position, item in enumerate(rendered, start=1):
        row = rows.pop(item.spec.key, None)
        fields = {
            "kind": item.spec.kind,
            "position": position,
            "spec": item.stored,
            "skill": skill_of(item.stored, parsed.slug),
            "ask_html": item.ask_html,
            "retired": False,
        }
        if row is not None and not all_anew and is_same_item(row.spec, item.spec):
            fields |= {"version": row.version, "seeds": row.seeds}
        else:
            version = row.version + 1 if row else 1
            fields |= {"version": version, "seeds": _seeds(parsed, item, version)}
        plans.append(ItemPlan(item.spec.key, row, fields))
    plans += [ItemPlan(key, row, {"retired": True}) for key, row in rows.items()]
    return plans


def is_same_item(stored: dict[str, Any], spec: Any) -> bool:
    """True if a stored spec, apart from its rendered texts, equals this one."""
    bare = {name: value for name, value in stored.items() if name != "rendered"}
    return canonical(bare) == spec_text(spec)


def write_items(question: Question, plans: list[ItemPlan]) -> None:
    """Writes the plans and stores each new version of an item. Rows that already match their plan
    are not written."""
    new, changed, versioned = [], [], []
    for plan in plans:
        if plan.row is None:
            new.append(Item(question=question, key=plan.key, **plan.fields))
            versioned.append(new[-1])
        elif any(getattr(plan.row, name) != value for name, value in plan.fields.items()):
            if plan.fields.get("version", plan.row.version) != plan.row.version:
                versioned.append(plan.row)
            for name, value in plan.fields.items():
                setattr(plan.row, name, value)
            changed.append(plan.row)
    Item.objects.bulk_create(new)
    Item.objects.bulk_update(changed, _FIELDS)
    ItemVersion.objects.bulk_create(version_of(question, item) for item in versioned)


def version_of(question: Question, item: Item) -> ItemVersion:
    """The item's current version, as a row to store."""
    return ItemVersion(
        item=item,
        version=item.version,
        identity=f"{question.slug}/{item.key}",
        spec=item.spec,
        ask_html=item.ask_html,
        seeds=item.seeds,
        engine_version=engine_version(),
    )


def _seeds(parsed: ParsedQuestion, item: RenderedItem, version: int) -> list[int]:
    identity = f"{parsed.slug}/{item.spec.key}"
    report = proven(identity, version, spec_text(item.spec))
    if not report.seeds:
        message = f"item {item.spec.key}: {report.faults[0]}"
        raise ContentFaults([Fault(parsed.name, item.line, "PROOF", message)])
    return list(report.seeds)
