"""One way of editing for every page with a form: sent, checked, written, or shown again whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common import actions, audit, unsaved
from samspill.common.actions import ChangedMeanwhile
from samspill.common.forms import RecordForm, conflict_message
from samspill.common.labels import label_of
from samspill.common.work import WorkRequest

Write = Callable[[Any], models.Model | None]


def edited(
    request: WorkRequest,
    form: Any,
    *,
    write: Write,
    done: str | Callable[[Any], str],
    template: str,
    context: dict[str, Any],
    said: str = "",
) -> HttpResponse:
    """Answers a page with a form.

    A form with a long text is kept while it is being typed, and offered again (``unsaved``).

    Args:
        form: the form, bound when the request is a POST.
        write: makes the change from the valid form; may raise ValidationError.
        done: where to go afterwards, or how to find that out from what was written.
        template: the page.
        context: what else the page shows.
        said: what to tell when it is done.
    """
    if (answer := unsaved.answered(request, form)) is not None:
        return answer
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            written = write(form)
        except ValidationError as refused:
            _refuse(form, refused)
        except ChangedMeanwhile as conflict:
            theirs = _differences(form, conflict.current)
            form.data = form.data.copy()
            form.data["version"] = actions.version_of(conflict.current)
            form.add_error(None, conflict_message())
        else:
            unsaved.forget(request)
            messages.success(request, said or _("Saved."))
            return HttpResponseRedirect(done if isinstance(done, str) else done(written))
    unsaved.offer(request, form)
    status = 409 if theirs else 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form, "theirs": theirs}, status=status)


def _refuse(form: Any, error: ValidationError) -> None:
    if isinstance(form, RecordForm):
        form.refuse(error)
    elif hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)


def _differences(form: Any, current: models.Model) -> list[tuple[str, str]]:
    """What stands in the database now where the form says otherwise: label and value."""
    stands = audit.state_of(current)
    found = []
    for field in form.fields:
        name = getattr(form, "stands_for", {}).get(field, field)
        typed = form.cleaned_data.get(field)
        if isinstance(typed, models.QuerySet):
            there = list(getattr(current, name).all())
            if set(there) != set(typed):
                found.append((label_of(name), ", ".join(str(one) for one in there)))
            continue
        if name not in stands and f"{name}_id" not in stands:
            continue
        value = stands.get(name, stands.get(f"{name}_id"))
        typed = typed.pk if isinstance(typed, models.Model) else typed
        typed = typed.isoformat() if hasattr(typed, "isoformat") else typed
        if (value or "") != (typed or ""):
            shown = getattr(current, name, value)
            found.append((label_of(name), "" if shown is None else str(shown)))
    return found
