"""When the front end is built anew."""

from tools.assets import digest


def test_a_changed_source_changes_the_digest(tmp_path):
    (tmp_path / "a.css").write_text("a")
    before = digest(tmp_path)
    assert digest(tmp_path) == before
    (tmp_path / "a.css").write_text("b")
    assert digest(tmp_path) != before


def test_a_renamed_source_changes_the_digest(tmp_path):
    (tmp_path / "a.css").write_text("a")
    before = digest(tmp_path)
    (tmp_path / "a.css").rename(tmp_path / "b.css")
    assert digest(tmp_path) != before


def test_installed_packages_do_not_change_it(tmp_path):
    (tmp_path / "a.css").write_text("a")
    before = digest(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("x")
    assert digest(tmp_path) == before
