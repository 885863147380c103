"""What an operator can set: documented, read in one place, told apart when wrong."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from samspill import settings
from samspill.settings import environment
from samspill.settings.environment import NAMES, read

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "samspill"
MAY_READ_THE_ENVIRONMENT = {"settings/__init__.py", "settings/environment.py"}


def test_the_documented_table_is_the_table_of_the_code():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert environment.table() in page


def test_every_variable_is_read_by_the_source_and_no_other_is():
    read_names = set()
    for path in SOURCE.rglob("*.py"):
        read_names |= set(re.findall(r'\bread\("([A-Z_]+)"\)', path.read_text(encoding="utf-8")))
    assert read_names | {"SAMSPILL_ENV"} == set(NAMES)


def test_the_environment_is_read_nowhere_else():
    readers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"os\.environ\.get\(|os\.environ\[|getenv", path.read_text(encoding="utf-8"))
    }
    assert readers - MAY_READ_THE_ENVIRONMENT == set()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "9000", 9000),
        ("PORT", "", 8000),
        ("DEBUG", "true", True),
        ("ALLOWED_HOSTS", "a.no,b.no", ["a.no", "b.no"]),
        ("SAMSPILL_HOME", "/srv/samspill", Path("/srv/samspill")),
        ("SAMSPILL_HOME", "", Path("var")),
    ],
)
def test_a_value_is_converted(monkeypatch, name, text, value):
    monkeypatch.setenv(name, text)
    assert read(name) == value


def test_a_value_of_the_wrong_kind_is_refused_without_being_shown(monkeypatch):
    monkeypatch.setenv("PORT", "swordfish")
    with pytest.raises(ImproperlyConfigured, match="PORT") as refused:
        read("PORT")
    assert "swordfish" not in str(refused.value)


@pytest.mark.parametrize("chosen", ["local", "test", "production"])
def test_the_environment_picks_the_settings(monkeypatch, chosen):
    monkeypatch.setenv("SAMSPILL_ENV", chosen)
    assert settings.module() == f"samspill.settings.{chosen}"


def test_local_is_the_default(monkeypatch):
    monkeypatch.delenv("SAMSPILL_ENV", raising=False)
    assert settings.module() == "samspill.settings.local"


def test_an_unknown_environment_ends_with_the_choices(monkeypatch):
    monkeypatch.setenv("SAMSPILL_ENV", "staging")
    with pytest.raises(SystemExit, match="local, test, production"):
        settings.module()
