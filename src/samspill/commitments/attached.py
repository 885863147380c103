"""The field for what goes with a report, in the ledger's form and in those of processes."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models.files import MOST
from samspill.common.files.field import Files
from samspill.common.files.kinds import LARGEST, MEGABYTE


def report_files() -> Files:
    """The field for what goes with a report."""
    return Files(most=MOST, label=_("Files"), help_text=lazy(_told, str)())


def _told() -> str:
    return gettext(
        "PDF, Word (.docx), Excel (.xlsx), OpenDocument, pictures (.png, .jpg) or text (.txt, "
        ".csv); at most %(most)d files of %(limit)d MB each. No patient information, and no names "
        "of patients, in a file or in its name. Whoever may see the answer may open the files; "
        "nobody sees them without signing in."
    ) % {"most": MOST, "limit": LARGEST // MEGABYTE}
