"""The documents that must keep step with the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"


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
