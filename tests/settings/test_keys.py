"""The secret key of a local installation."""

import stat

from samspill.settings.keys import local_key


def test_a_key_is_made_once_and_kept(tmp_path):
    home = tmp_path / "var"
    first = local_key(home)
    assert len(first) >= 50
    assert local_key(home) == first


def test_two_homes_have_two_keys(tmp_path):
    assert local_key(tmp_path / "a") != local_key(tmp_path / "b")


def test_the_key_is_for_the_owner_alone(tmp_path):
    local_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
