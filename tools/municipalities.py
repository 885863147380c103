"""Write the table of municipalities from the code lists of Statistics Norway (Klass 131).

    python -m tools.municipalities KLASS_FOLDER

The folder holds ``klass_131_nodes.csv`` (a row for each period of a number and a name; the last day
excluded) and ``klass_131_edges.csv`` (what became what, and when). Klass 131 has no counties: a
municipality number begins with the number of its county, and the names are written here.
"""

from __future__ import annotations

import csv
import datetime
import re
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/samspill/parties/reference/municipalities.csv"
COLUMNS = [
    "number",
    "name",
    "other_names",
    "county_number",
    "county",
    "valid_from",
    "valid_to",
    "successors",
]
FIRST_DAY = "2017-01-01"
UNKNOWN = "9999"

# Until 2017 (03, 11, 15 and 18 still are), from 2018 (50), from 2020, from 2024. No number has been
# used again for another county, so the number alone gives the name.
COUNTIES = {
    "01": "Østfold",
    "02": "Akershus",
    "03": "Oslo",
    "04": "Hedmark",
    "05": "Oppland",
    "06": "Buskerud",
    "07": "Vestfold",
    "08": "Telemark",
    "09": "Aust-Agder",
    "10": "Vest-Agder",
    "11": "Rogaland",
    "12": "Hordaland",
    "14": "Sogn og Fjordane",
    "15": "Møre og Romsdal",
    "16": "Sør-Trøndelag",
    "17": "Nord-Trøndelag",
    "18": "Nordland",
    "19": "Troms",
    "20": "Finnmark",
    "50": "Trøndelag",
    "30": "Viken",
    "34": "Innlandet",
    "38": "Vestfold og Telemark",
    "42": "Agder",
    "46": "Vestland",
    "54": "Troms og Finnmark",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "39": "Vestfold",
    "40": "Telemark",
    "55": "Troms",
    "56": "Finnmark",
}

# Parallel names stand in their official order in Klass. Norwegian is the second of these; the
# table leads with it because that is the name other Norwegian data sets are sorted and found by.
NORWEGIAN_SECOND = {
    "Aarborte",
    "Deatnu",
    "Dielddanuorri",
    "Guovdageaidnu",
    "Gáivuotna",
    "Hábmer",
    "Kárášjohka",
    "Loabák",
    "Raarvihke",
    "Snåase",
    "Unjárga",
}

Row = dict[str, str]


def split_name(name: str) -> tuple[str, list[str]]:
    """The Norwegian name and the parallel ones, without Klass's "(county)" that tells twins apart.

    >>> split_name("Snåase - Snåsa")
    ('Snåsa', ['Snåase'])
    """
    names = re.sub(r" \(.*\)$", "", name).split(" - ")
    norwegian = names.pop(1 if names[0] in NORWEGIAN_SECOND else 0)
    return norwegian, names


def last_day(end: str) -> str:
    """The last day of a period whose end is the day after; an open end stays open."""
    if not end:
        return ""
    return (datetime.date.fromisoformat(end) - datetime.timedelta(days=1)).isoformat()


def build(folder: Path) -> list[Row]:
    """The rows of the table, in order of number and time."""
    with (folder / "klass_131_nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["node"]: row for row in csv.DictReader(file)}
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    with (folder / "klass_131_edges.csv").open(encoding="utf-8", newline="") as file:
        for edge in csv.DictReader(file):
            after[edge["from_node"]].add(edge["to_node"])
            before[edge["to_node"]].add(edge["from_node"])

    def same(first: str, second: str) -> bool:
        """Whether nothing but Klass's way of telling twins apart changed between two periods."""
        return (
            after[first] == {second}
            and before[second] == {first}
            and nodes[first]["code"] == nodes[second]["code"]
            and split_name(nodes[first]["name"]) == split_name(nodes[second]["name"])
        )

    rows = []
    for key, node in nodes.items():
        if node["code"] == UNKNOWN or any(same(earlier, key) for earlier in before[key]):
            continue
        last = key
        while following := [later for later in after[last] if same(last, later)]:
            last = following[0]
        end = nodes[last]["valid_to"]
        if end and end <= FIRST_DAY:
            continue
        name, others = split_name(node["name"])
        county = node["code"][:2]
        rows.append(
            {
                "number": node["code"],
                "name": name,
                "other_names": ";".join(others),
                "county_number": county,
                "county": COUNTIES[county],
                "valid_from": node["valid_from"] if node["valid_from"] >= FIRST_DAY else "",
                "valid_to": last_day(end),
                "successors": ";".join(sorted(nodes[later]["code"] for later in after[last])),
            }
        )
    return sorted(rows, key=lambda row: (row["number"], row["valid_from"]))


def write(rows: list[Row], path: Path) -> None:
    """Write the rows as comma-separated UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.municipalities KLASS_FOLDER")
    write(build(Path(sys.argv[1])), TABLE)
