"""Forms for cases and meetings."""

from samspill.cases.forms.cases import MoveCaseForm, RaiseForm
from samspill.cases.forms.meetings import MeetingForm, NewItemForm

__all__ = ["MeetingForm", "MoveCaseForm", "NewItemForm", "RaiseForm"]
