"""The command line makes the apps' commands known."""

from click.testing import CliRunner

from samspill.cli import COMMANDS, samspill


def test_help_lists_every_command_there_is():
    said = CliRunner().invoke(samspill, ["--help"]).output
    for name in ("serve", "migrate", "check", "load", "export"):
        assert f"\n  {name} " in said
        assert name in COMMANDS


def test_an_unknown_command_is_refused():
    result = CliRunner().invoke(samspill, ["nonsense"])
    assert result.exit_code == 2
    assert "No such command" in result.output
