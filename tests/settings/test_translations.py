"""Packages translate some of the same texts; ours are shown."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.conftest import ROOT
from tools.messages import catalogues
from tools.messages.source import forms


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_text_is_shown_as_our_catalogues_translate_it(language):
    shown, ours = {}, {}
    with translation.override(language):
        for path in catalogues.catalogues(ROOT, language):
            for message in catalogues.messages_of(catalogues.read_catalogue(path, language)):
                text = forms(message.id)[0]
                ours[message.context, text] = forms(message.string)[0]
                # Django looks a text up under its context and itself, and a plural as its singular.
                looked_up = f"{message.context}\x04{text}" if message.context else text
                shown[message.context, text] = translation.gettext(looked_up)
    assert shown == ours
