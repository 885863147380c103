"""Forms for what is done to a plan's edition: adopt it, move it on, roll it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.bodies.models import Body
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.forms import DateInput
from samspill.common.permissions import which
from samspill.plans.models import PlanEdition


class MoveForm(forms.Form):
    """Nothing but that it is meant, and how the edition stood when the page was opened."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: PlanEdition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = actions.version_of(edition)


class AdoptForm(MoveForm):
    """Who adopted, when, in which case and on whose recommendation (clause 5.2 b)."""

    adopted_by: Any = forms.ModelChoiceField(Body.objects.none(), label=_("Adopted by the body"))
    adopted_on = forms.DateField(widget=DateInput(), label=_("Adopted on"))
    case_reference = forms.CharField(required=False, max_length=200, label=_("Case reference"))
    recommended_by: Any = forms.ModelChoiceField(
        Body.objects.none(), required=False, label=_("Recommended by the body")
    )

    def __init__(self, *args: Any, edition: PlanEdition, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, edition=edition, actor=actor, **kwargs)
        bodies = which(actor, Body.objects.all())
        for name in ("adopted_by", "recommended_by"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
            self.fields[name].initial = getattr(edition, name)


class RollForm(forms.Form):
    """What the next edition is called."""

    slug = forms.SlugField(
        max_length=60, label=_("Name in the address"), help_text=_("Such as the year.")
    )
