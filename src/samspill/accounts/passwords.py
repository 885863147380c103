"""What a password must be, told in our own words: Django's are not all translated."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext, ngettext


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
