"""What the source never does: run what comes from outside, choose weak cryptography, write HTML."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "samspill"
CRYPTOGRAPHY = ROOT / "docs" / "cryptography.md"
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
READS_CODE = {"pickle", "marshal", "shelve", "dill"}
STARTS_PROGRAMS = {"system", "popen", "execv", "execve", "spawnl", "spawnv", "getoutput"}
PROTECTS = {"hmac", "secrets", "cryptography", "jwt"}
UNKNOWN = {"Crypto", "Cryptodome", "nacl", "rsa", "ecdsa", "passlib", "bcrypt", "M2Crypto"}
STRONG = {"sha256", "file_digest"}
PATTERNS = {"compile", "match", "search", "sub", "fullmatch", "findall", "finditer", "split"}
FILLS = {"format", "format_map"}
OWN_FORMATS = ["exchange/complaining.py: told", "exchange/synthesize.py: self.low"]
"""Chosen among the constants of their own file."""
INVENTS = {"exchange/synthetic_words.py", "exchange/synthesize.py"}
"""Make up a helsefellesskap to try with; the same one each time."""


@cache
def trees() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(SOURCE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def nodes(kind: type) -> Iterator[tuple[str, ast.AST]]:
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield name, node


def calls() -> Iterator[tuple[str, str, str, ast.Call]]:
    """File, what the function belongs to, its name, and the call."""
    for name, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if isinstance(node.func, ast.Name):
            yield name, "", node.func.id, node
        elif isinstance(node.func, ast.Attribute):
            of = node.func.value.id if isinstance(node.func.value, ast.Name) else "?"
            yield name, of, node.func.attr, node


def imports() -> Iterator[tuple[str, str]]:
    for name, node in nodes(ast.Import | ast.ImportFrom):  # type: ignore[arg-type]
        if isinstance(node, ast.Import):
            for one in node.names:
                yield name, one.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield name, node.module.split(".")[0]


def test_the_source_is_read() -> None:
    assert len(trees()) > 200
    assert sum(1 for _ in calls()) > 5000


def test_no_text_is_run_as_code() -> None:
    assert [(f, n) for f, of, n, _ in calls() if not of and n in RUNS_TEXT] == []
    assert [one for one in imports() if one[1] in READS_CODE] == []
    yaml = [(f, n) for f, of, n, _ in calls() if of == "yaml" and n in {"load", "unsafe_load"}]
    assert all(safe(f) for f, _ in yaml)


def safe(file: str) -> bool:
    """Whether every ``yaml.load`` of a file names a loader that is made from the safe one."""
    text = (SOURCE / file).read_text(encoding="utf-8")
    return all("Loader" in found for found in re.findall(r"yaml\.load\(.*", text)) and (
        "SafeLoader" in text
    )


def test_programs_are_started_without_a_shell() -> None:
    assert [
        (f, n) for f, of, n, _ in calls() if of in {"os", "subprocess"} and n in STARTS_PROGRAMS
    ] == []
    with_shell = [f for f, _, _, call in calls() for word in call.keywords if word.arg == "shell"]
    assert with_shell == []


def test_no_pattern_is_made_from_what_comes_from_outside() -> None:
    """A pattern is a constant, or put together of names in capitals and of what is escaped."""
    loose = []
    for file, of, name, call in calls():
        if of != "re" or name not in PATTERNS or not call.args:
            continue
        given = call.args[0]
        if isinstance(given, ast.Constant):
            continue
        words = [n.id for n in ast.walk(given) if isinstance(n, ast.Name)]
        escapes = any(isinstance(n, ast.Attribute) and n.attr == "escape" for n in ast.walk(given))
        if not escapes and not all(word.isupper() or word == "re" for word in words):
            loose.append((file, ast.unparse(given)))
    assert loose == []


def test_format_strings_are_ours() -> None:
    """What ``.format`` fills in is a constant, a name in capitals, or an attribute of our own."""
    loose = []
    for file, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in FILLS:
            continue
        given = node.func.value
        if isinstance(given, ast.Call) and ast.unparse(given.func).endswith(("SQL", "super")):
            continue
        is_name = isinstance(given, ast.Name) and given.id.isupper()
        if not isinstance(given, ast.Constant) and not is_name:
            loose.append(f"{file}: {ast.unparse(given)}")
    assert sorted(loose) == OWN_FORMATS


def test_cryptography_comes_from_known_libraries_and_is_listed() -> None:
    """What protects something is in ``docs/cryptography.md``; a mere mark of a text is not."""
    assert [one for one in imports() if one[1] in UNKNOWN] == []
    used = {file for file, module in imports() if module in PROTECTS}
    used |= {file for file, _, name, _ in calls() if name == "salted_hmac"}
    listed = set(re.findall(r"`([\w/]+\.py)`", CRYPTOGRAPHY.read_text(encoding="utf-8")))
    assert listed - {"tests/test_source.py"} == used


def test_digests_are_sha_256() -> None:
    chosen = {n for _, of, n, _ in calls() if of == "hashlib"}
    assert chosen == STRONG
    for _, _, name, call in calls():
        if name in {"salted_hmac", "file_digest"}:
            words = [n.value for n in ast.walk(call) if isinstance(n, ast.Constant)]
            assert "sha256" in words, ast.unparse(call)


def test_encryption_is_fernet_alone() -> None:
    taken = {
        (node.module, one.name)
        for _, node in nodes(ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography")
        for one in node.names
    }
    assert taken <= {
        ("cryptography.fernet", "Fernet"),
        ("cryptography.fernet", "MultiFernet"),
        ("cryptography", "x509"),
    }


def test_what_cannot_be_guessed_has_128_bits_from_the_systems_randomness() -> None:
    assert {file for file, module in imports() if module == "random"} <= INVENTS
    made = [(f, call) for f, of, name, call in calls() if (of, name[:6]) == ("secrets", "token_")]
    assert len(made) >= 4
    for file, call in made:
        (given,) = call.args
        size = given.value if isinstance(given, ast.Constant) else constant(file, given)
        assert isinstance(size, int)
        assert size >= 16, ast.unparse(call)


def constant(file: str, name: ast.expr) -> object:
    """What a name in capitals stands for in its file."""
    for node in trees()[file].body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == ast.unparse(name):
            return ast.literal_eval(node.value)
    raise AssertionError(f"{ast.unparse(name)} is no constant of {file}")


KEPT = {("worker.js", "caches."), ("minutes.js", "localStorage")}
"""Meetings for their reader, and minutes until they are sent (docs/security/written.md)."""


@pytest.mark.parametrize("script", sorted((ROOT / "frontend" / "src").glob("*.js")), ids=str)
def test_scripts_write_text_and_keep_nothing_in_the_browser(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                "new Function", "DOMParser", "createContextualFragment"):  # fmt: skip
        assert way not in text, "text shown as text"
    for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."):
        if (script.name, store) not in KEPT:
            assert store not in text, "nothing kept"
    for way in ("__proto__", "prototype", "Object.assign", "constructor["):
        assert way not in text, "nothing is merged into objects"


def test_scripts_are_found() -> None:
    assert len(list((ROOT / "frontend" / "src").glob("*.js"))) >= 4
