"""Writes docs/security.md from docs/security/requirements.tsv (``python -m tools.security``).

With ``--check`` it only says whether the page is as the rows say.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "security.md"
ROWS = ROOT / "docs" / "security" / "requirements.tsv"
STATES = {"met": "met", "na": "not applicable", "owned": "left to its owner", "open": "open"}
CHAPTERS = (
    "Encoding and sanitization", "Validation and business logic", "Web frontend",
    "API and web service", "File handling", "Authentication", "Session management",
    "Authorization", "Self-contained tokens", "OAuth and OIDC", "Cryptography",
    "Secure communication", "Configuration", "Data protection", "Secure coding",
    "Logging and error handling", "WebRTC",
)  # fmt: skip
# For each section of ASVS 5.0.0 the levels of its requirements in order, the third too.
LEVELS = {
    "V1.1": "22", "V1.2": "1111122223", "V1.3": "112222222223", "V1.4": "222", "V1.5": "123",
    "V2.1": "122", "V2.2": "112", "V2.3": "12223", "V2.4": "23",
    "V3.1": "3", "V3.2": "113", "V3.3": "12223", "V3.4": "11222233", "V3.5": "11122333",
    "V3.6": "3", "V3.7": "22333",
    "V4.1": "12233", "V4.2": "23333", "V4.3": "22", "V4.4": "1222",
    "V5.1": "2", "V5.2": "112333", "V5.3": "113", "V5.4": "222",
    "V6.1": "122", "V6.2": "111111112222", "V6.3": "11223333", "V6.4": "112233",
    "V6.5": "22222333", "V6.6": "2223", "V6.7": "33", "V6.8": "2222",
    "V7.1": "222", "V7.2": "1111", "V7.3": "22", "V7.4": "11222", "V7.5": "223", "V7.6": "22",
    "V8.1": "1233", "V8.2": "1123", "V8.3": "133", "V8.4": "23",
    "V9.1": "111", "V9.2": "1222",
    "V10.1": "22", "V10.2": "223", "V10.3": "22223", "V10.4": "1111122222233333",
    "V10.5": "22222", "V10.6": "22", "V10.7": "222",
    "V11.1": "2233", "V11.2": "22233", "V11.3": "11233", "V11.4": "1222", "V11.5": "23",
    "V11.6": "23", "V11.7": "33",
    "V12.1": "12233", "V12.2": "11", "V12.3": "22223",
    "V13.1": "2333", "V13.2": "222223", "V13.3": "2233", "V13.4": "1222233",
    "V14.1": "22", "V14.2": "12223333", "V14.3": "122",
    "V15.1": "12233", "V15.2": "12233", "V15.3": "1222222", "V15.4": "3333",
    "V16.1": "2", "V16.2": "22222", "V16.3": "2222", "V16.4": "222", "V16.5": "2223",
    "V17.1": "23", "V17.2": "22223333", "V17.3": "22",
}  # fmt: skip
HEAD = """# Security, requirement by requirement

The requirements of level 1 and 2 in OWASP's Application Security Verification Standard (ASVS)
5.0.0, by number, in our own short words. The standard's are in OWASP's repository of that name.

- **met**: a test shows it, and is named. It shows as much as it tests, and no more.
- **not applicable**: there is nothing here that it could be about.
- **left to its owner**: who answers for it, why it is not closed here, what stands in its place.
- **open**: nothing proves it. The code may well do it; what is missing is told.

Change `docs/security/requirements.tsv`, then run `python -m tools.security`, which also counts.
That every number is there once, and that every test exists, is itself tested
(`tests/test_security_page.py`). What the standard wants in writing: [here](security/written.md).

"""


@dataclass(frozen=True)
class Row:
    """One requirement: number, level, state, our words, and the tests or the reason."""

    number: str
    level: int
    state: str
    words: str
    why: str

    @property
    def chapter(self) -> int:
        return int(self.number.split(".")[0].removeprefix("V"))

    @property
    def tests(self) -> list[str]:
        """The tests that show it, as pytest names them."""
        return self.why.split(", ") if self.state == "met" else []


def levels() -> dict[str, int]:
    """Every number of the standard with its level."""
    return {
        f"{section}.{place}": int(level)
        for section, given in LEVELS.items()
        for place, level in enumerate(given, start=1)
    }


def rows() -> list[Row]:
    """What we say of each.

    Raises:
        KeyError: a number that the standard does not have.
    """
    known = levels()
    split = (line.split("\t") for line in ROWS.read_text(encoding="utf-8").splitlines())
    return [Row(number, known[number], state, words, why) for number, state, words, why in split]


def page(given: list[Row]) -> str:
    """The page in Markdown."""
    parts = [HEAD, _counts(given)]
    for place, name in enumerate(CHAPTERS, start=1):
        parts.append(f"\n## V{place} {name}\n\n| | Level | What | State | Shown by, or why |\n")
        parts.append("| --- | --- | --- | --- | --- |\n")
        parts += [_line(row) for row in given if row.chapter == place]
    return "".join(parts)


def _counts(given: list[Row]) -> str:
    counted = Counter((row.level, row.state) for row in given)
    lines = [
        "| | " + " | ".join(STATES.values()) + " | together |",
        "| --- " * (len(STATES) + 2) + "|",
    ]
    for name, which in (("Level 1", [1]), ("Level 2", [2]), ("Both", [1, 2])):
        each = [sum(counted[level, state] for level in which) for state in STATES]
        lines.append(f"| {name} | " + " | ".join(map(str, [*each, sum(each)])) + " |")
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    why = "<br>".join(f"`{test}`" for test in row.tests) or row.why
    return f"| {row.number} | {row.level} | {row.words} | {STATES[row.state]} | {why} |\n"


def main() -> int:
    made = page(rows())
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
        print("docs/security.md is as the rows say" if same else
              "docs/security.md is out of date; run: python -m tools.security")  # fmt: skip
        return 0 if same else 1
    PAGE.write_text(made, encoding="utf-8")
    print(_counts(rows()), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
