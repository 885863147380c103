"""Forms for cases and meetings."""

from samspill.cases.forms.cases import MoveCaseForm, RaiseForm
from samspill.cases.forms.meetings import (
    CameForm,
    FollowUpForm,
    MeetingForm,
    NewItemForm,
    TreatForm,
)

__all__ = [
    "CameForm",
    "FollowUpForm",
    "MeetingForm",
    "MoveCaseForm",
    "NewItemForm",
    "RaiseForm",
    "TreatForm",
]
