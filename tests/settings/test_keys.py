"""The secret key of a local installation."""

import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

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


def test_who_only_looks_makes_none(tmp_path):
    first, second = (local_key(tmp_path / "var", make=False) for _ in range(2))
    assert first != second
    assert list(tmp_path.iterdir()) == []
    assert local_key(tmp_path) == local_key(tmp_path, make=False)


def test_a_home_that_is_not_for_this_user_is_told_in_words(tmp_path):
    local_key(tmp_path)
    before = os.geteuid()
    if before != 0:
        (tmp_path / "secret_key").chmod(0)
    else:
        os.seteuid(65534)
    try:
        with pytest.raises(ImproperlyConfigured, match=r"is not for this user .* SAMSPILL_HOME"):
            local_key(tmp_path)
    finally:
        os.seteuid(before)
