"""The map of rooms matches the import contract, and each room has its folders."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Modules that Django requires of an app and that belong to no room.
PLUMBING = {"apps"}


def floors_of_the_contract() -> list[set[str]]:
    """The rooms of each floor, highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = (
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == ["quizzes"]
    )
    floors = [set(layer.split(" | ")) - PLUMBING for layer in contract["layers"]]
    return [floor for floor in floors if floor]


def floors_of_the_map() -> list[set[str]]:
    floors: dict[int, set[str]] = {}
    for row in re.findall(r"^\| (\d+) \| (.+?) \|", (ROOT / "docs/rooms.md").read_text(), re.M):
        names = re.findall(r"`(\w+)(?:/|\.py)`", row[1])
        floors.setdefault(int(row[0]), set()).update(names)
    return [floors[number] for number in sorted(floors, reverse=True)]


def test_the_map_and_the_contract_have_the_same_floors():
    assert floors_of_the_map() == floors_of_the_contract()


def test_every_folder_of_templates_and_styles_is_that_of_a_room():
    rooms = {path.name for path in (ROOT / "quizzes").iterdir() if path.is_dir()}
    for kind in ("templates", "static"):
        folder = ROOT / "quizzes" / kind / "quizzes"
        assert {path.name for path in folder.iterdir()} <= rooms, kind


def test_every_room_with_a_page_has_its_tests():
    with_pages = {path.parent.name for path in (ROOT / "quizzes").glob("*/urls.py")}
    assert with_pages <= {path.name for path in (ROOT / "tests").iterdir()}
