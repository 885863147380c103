"""What a password must be, told in our own words: Django's are not all translated."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

OUR_WORDS = (
    "samspill", "helsefellesskap", "helsefellesskapet", "samhandling", "samarbeid", "sykehus",
    "sjukehus", "helseforetak", "kommune", "sekretariat", "passord", "password", "velkommen",
    "innlogging", "qwerty", "sommer", "vinter", "host", "var", "hemmelig",
)  # fmt: skip
"""Words that lie near at hand here; ``docs/sign-in.md`` tells that they do not count."""
OWN_LETTERS = 6


class NotOurWords:
    """Refuses a password that holds little but words of this place, a year and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = rest = password.lower().replace("ø", "o").replace("å", "a")
        for word in sorted(OUR_WORDS, key=len, reverse=True):
            rest = rest.replace(word, " ")
        own = {letter for letter in rest if letter.isalpha()}
        if rest != plain and len(own) < OWN_LETTERS:
            raise ValidationError(self.get_help_text(), code="password_of_our_words")

    def get_help_text(self) -> str:
        return gettext(
            "The password holds little but words that many here would think of. Choose another."
        )


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short: it needs %(length)d character or more.",
            "The password is too short: it needs %(length)d characters or more.",
            self.min_length,
        ) % {"length": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Many use this password, so that it is easy to guess. Choose another.")


class NotAboutOneself(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return gettext("The password is too like your name or e-mail address. Choose another.")
