"""Settings that must not loosen by accident."""

import pytest
from django.conf import settings
from django.core.management import call_command

from samspill.headers import POLICY
from samspill.settings import base


def test_nothing_inline_and_nothing_from_outside_may_run():
    assert POLICY["default-src"] == "'none'"
    assert set(POLICY.values()) == {"'none'", "'self'"}


def test_health_is_answered_before_anything_that_could_fail():
    before = settings.MIDDLEWARE.index("samspill.health.HealthMiddleware")
    assert settings.MIDDLEWARE[:before] == [
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "samspill.headers.HeadersMiddleware",
    ]


def test_languages_are_two_norwegian_ones_and_english():
    assert [code for code, _ in settings.LANGUAGES] == ["nb", "nn", "en"]
    assert settings.LANGUAGE_CODE == "nb"


def test_the_sites_time_is_norwegian():
    assert settings.TIME_ZONE == "Europe/Oslo"
    assert settings.USE_TZ


@pytest.mark.parametrize("name", ["STATIC_ROOT", "MEDIA_ROOT"])
def test_what_is_kept_lies_in_the_home_folder(name):
    # As it is set: the files of tests themselves lie elsewhere (tests/conftest.py).
    assert getattr(base, name).parent == base.SAMSPILL_HOME


def test_every_static_file_that_another_names_exists(settings, tmp_path):
    """The manifest storage refuses a style sheet that names a missing file."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
