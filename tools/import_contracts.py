"""A law that import-linter has no word for: some rooms of an app are for that app alone."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OwnRoomsContract(Contract):
    """No app imports another's rooms of these names, at any depth.

    Options:
        rooms: the names of modules or packages right below an app.
        shared: packages whose rooms everybody may use.
    """

    type_name = "own_rooms"

    rooms = fields.ListField(subfield=fields.StringField())
    shared = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Looks at every import between two apps."""
        wrong = sorted(
            (importer, imported)
            for imported in graph.modules
            if self._is_own(imported)
            for importer in graph.find_modules_that_directly_import(imported)
            if _app_of(importer) != _app_of(imported)
        )
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def _is_own(self, module: str) -> bool:
        _package, _dot, below = module.partition(f"{_app_of(module)}.")
        room = below.partition(".")[0]
        return room in self.rooms and _app_of(module) not in self.shared  # type: ignore[operator]

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Tells each import, and what to do."""
        wrong: list[tuple[str, str]] = check.metadata["wrong"]
        for importer, imported in wrong:
            output.print_error(f"- {importer} -> {imported}", bold=False)
        output.print_error("Move what both need into a module of its own, outside these rooms.")


def _app_of(module: str) -> str:
    return ".".join(module.split(".")[:2])
