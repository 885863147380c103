"""Forms for cases and meetings."""

from samspill.cases.forms.cases import MoveCaseForm, RaiseForm
from samspill.cases.forms.meetings import (
    CameForm,
    FollowUpForm,
    ItemForm,
    MeetingForm,
    TreatForm,
)

__all__ = [
    "CameForm",
    "FollowUpForm",
    "ItemForm",
    "MeetingForm",
    "MoveCaseForm",
    "RaiseForm",
    "TreatForm",
]
