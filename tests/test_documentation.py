"""The documents that must keep step with the project."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
PATH = re.compile(r"`((?:[\w*.-]+/)+[\w.*-]*|\w+\.(?:py|md))`")
IN_AN_APP = {
    "actions.py", "brings.py", "models.py", "owed.py", "panels.py", "places.py", "registers.py",
    "rules.py", "search.py", "tasks.py", "urls.py", "views.py",
}  # fmt: skip
"""What stands in some apps, or in their tests."""


def named_requirements() -> set[str]:
    names = set()
    for path in (ROOT / "requirements").glob("*.in"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("-", "#")):
                names.add(line.split("=")[0].split("[")[0].rstrip("<>~! "))
    return {name.split(">")[0].split("<")[0].split("~")[0] for name in names}


@pytest.mark.parametrize("name", sorted(named_requirements(), key=str.lower))
def test_every_dependency_has_a_reason(name):
    page = (DECISIONS / "0001-dependencies.md").read_text(encoding="utf-8")
    reasons = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    named = {word.strip().split(" ")[0] for reason in reasons for word in reason.split(",")}
    assert name in named or (name.startswith("types-") and "types-*" in named)


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("0*.md")), ids=lambda path: path.name)
def test_every_decision_is_listed_with_its_title(path):
    title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    listed = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert f"- [{path.name[:4]}: {title}]({path.name})" in listed


def test_requirements_name_no_address():
    for path in (ROOT / "requirements").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        assert "file:" not in text, path.name
        if path.suffix == ".txt":
            pins = [line for line in text.splitlines() if "==" in line]
            assert pins, path.name
            assert text.count("--hash=sha256:") >= len(pins), path.name


def named_paths() -> list[str]:
    text = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    return sorted(set(PATH.findall(text)))


def places_of(path: str) -> list[Path]:
    """Where a path that the page names may stand: at the root, in the package, or in an app."""
    found = [ROOT / path, ROOT / "src" / "samspill" / path, ROOT / "docs" / path]
    if path in IN_AN_APP or path.split("/")[0] in {"open_format", "public", "letterbox", "locale"}:
        found += [*ROOT.glob(f"src/samspill/*/{path}"), *ROOT.glob(f"tests/*/{path}")]
    return [one for one in found if one.exists()]


@pytest.mark.parametrize("path", named_paths())
def test_a_path_that_the_page_on_structure_names_is_there(path):
    assert places_of(path)


def test_every_app_stands_on_the_page_on_structure():
    text = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    for app in ROOT.glob("src/samspill/*/__init__.py"):
        assert f"{app.parent.name}/" in text or f"`{app.parent.name}`" in text, app.parent.name
