"""One page for every form: bound, checked, written, or shown again with all that was typed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common import actions, audit, unsaved
from samspill.common.actions import ChangedMeanwhile
from samspill.common.choices import read_choices
from samspill.common.collisions import Collision, Wordings, collision
from samspill.common.forms import are_days_near, put_back
from samspill.common.moments import in_full
from samspill.common.texts import typed
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest

Make = Callable[..., Any]
Write = Callable[[Any], object]
Look = Callable[[Any], dict[str, Any] | None]
PAGE = "common/form_page.html"
MEANT = "meant"
"""What the button is called that says: now that I have seen it, do it."""
WIDE = (forms.Textarea, forms.CheckboxSelectMultiple)


class NotWritten(Exception):
    """A write is refused, and the form itself says what is wrong and where.

    ``status`` is 409 where it is so because something has changed meanwhile.
    """

    def __init__(self, status: int = 422) -> None:
        self.status = status
        super().__init__()


class Danger(str):
    """The words of a button that takes something away for good."""


def edited(
    request: WorkRequest,
    make: Make,
    *,
    title: str,
    crumbs: Sequence[Crumb],
    write: Write,
    lead: str = "",
    button: str = "",
    done: str | Callable[[Any], str] = "",
    said: str | Callable[[Any], str | None] = "",
    look: Look | None = None,
    instead: Empty | None = None,
    template: str = PAGE,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answers a page with a form; so also one that only asks whether something is meant.

    Nothing that is typed is lost: not when it is refused, not when someone else has saved
    meanwhile, not when the session ends (``work_page``). A form with a long text is kept while it
    is being typed, and offered again (``unsaved``).

    Args:
        make: makes the form of ``data`` and ``files``, or of nothing to show it; a form's class.
        title: the heading.
        crumbs: the way to the page; «Cancel» leads back to the last of them.
        write: makes the change from the valid form; may raise ValidationError, Refused and
            ChangedMeanwhile.
        lead: what to know before one fills it in.
        button: what one presses; «Save» when left out.
        done: where to go afterwards, or how to find that out from what was written; the last
            crumb when left out.
        said: what to tell when it is done, or how to put it from what was written; None where
            nothing was.
        look: shows something first. What it gives of the valid form is added to the page, and
            nothing is written before one says that it is meant; None when there is nothing to show.
        instead: what stands there when there is nothing to fill in; then nothing is taken either.
        template: extends ``common/form_page.html`` where something stands beside the form.
        context: what else the template shows.
    """
    form = _bound(request, make)
    page = {
        "title": title, "page_title": _page_title(title, crumbs), "crumbs": crumbs,
        "back": crumbs[-1].url, "lead": lead,
        "button": button or _("Save"), "is_dangerous": isinstance(button, Danger),
        "is_wide": any(isinstance(one.widget, WIDE) for one in form.fields.values()),
        "instead": instead, "form": form, "theirs": None, "is_shown": False, **(context or {}),
    }  # fmt: skip

    def shown(status: int, **more: Any) -> HttpResponse:
        unsaved.offer(request, form)
        read_choices(form)
        return render(request, template, page | more, status=status)

    if instead is not None:
        return shown(422 if form.is_bound else 200)
    if (answer := unsaved.answered(request, form)) is not None:
        return answer
    if not (form.is_bound and form.is_valid() and are_days_near(form)):
        return shown(422 if form.is_bound and form.errors else 200)
    try:
        found = look(form) if look is not None and MEANT not in request.POST else None
        if found is not None:
            return shown(200, is_shown=True, **found)
        written = write(form)
    except ValidationError as refused:
        refuse(form, refused)
        return shown(422)
    except NotWritten as refused_there:
        return shown(refused_there.status)
    except ChangedMeanwhile as conflict:
        return shown(409, theirs=_theirs(form, conflict))
    unsaved.forget(request)
    if (told := _of(said, written)) is not None:
        messages.success(request, told or _("Saved."))
    return HttpResponseRedirect(_of(done, written) or crumbs[-1].url)


def _bound(request: WorkRequest, make: Make) -> Any:
    if request.method == "POST":
        return make(data=_typed(request.POST), files=request.FILES)
    form = make()
    put_back(form, request.kept)
    return form


def _typed(sent: QueryDict) -> QueryDict:
    """What was sent, with its texts cleaned as those of files are."""
    found = sent.copy()
    for name, values in sent.lists():
        found.setlist(name, [typed(value) for value in values])
    return found


def _page_title(title: str, crumbs: Sequence[Crumb]) -> str:
    """The title for the browser: also says what it is about, which the page shows as crumbs."""
    said = title.casefold()
    told = [crumb.label for crumb in crumbs[1:] if crumb.label.casefold() not in said]
    return f"{title}: {told[-1]}" if told and crumbs[-1].label not in title else title


def _of(given: str | Callable[[Any], str | None], written: object) -> str | None:
    return given(written) if callable(given) else given


def refuse(form: Any, error: ValidationError) -> None:
    """Shows at the fields what a write has refused; what is about no field stands on top."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)


def _theirs(form: Any, conflict: ChangedMeanwhile) -> Collision | None:
    """What someone else has saved, beside what was typed. Sent again, the form is written over it.

    A form that shows it elsewhere gives no rows (``form.theirs``).
    """
    if hasattr(form, "theirs"):
        rows = form.theirs(conflict)
        if not rows:
            return None
    else:
        rows = _differences(form, conflict.current)
        form.data = form.data.copy()
        form.data["version"] = actions.version_of(conflict.current)
    found = collision(conflict, rows)
    form.add_error(None, found.told)
    return found


def _differences(form: Any, current: models.Model) -> list[Wordings]:
    """Where the form says otherwise than what stands in the database now."""
    stands = audit.state_of(current)
    found = []
    for field in form.fields:
        name = getattr(form, "stands_for", {}).get(field, field)
        typed, label = form.cleaned_data.get(field), str(form[field].label)
        if isinstance(typed, models.QuerySet):
            there = list(getattr(current, name).all())
            if set(there) != set(typed):
                found.append(Wordings(label, _listed(there), _listed(typed)))
            continue
        if name not in stands and f"{name}_id" not in stands:
            continue
        value = stands.get(name, stands.get(f"{name}_id"))
        key = typed.pk if isinstance(typed, models.Model) else typed
        key = key.isoformat() if hasattr(key, "isoformat") else key
        if (value or "") != (key or ""):
            theirs = _in_words(current, name, getattr(current, name, value))
            found.append(Wordings(label, theirs, _in_words(current, name, typed)))
    return found


def _listed(records: Iterable[models.Model]) -> str:
    return ", ".join(str(one) for one in records)


def _in_words(record: models.Model, name: str, value: Any) -> str:
    """A value as a reader writes it: a choice by its label, a day as a day, yes and no; several."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.date):
        return in_full(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(_in_words(record, name, one) for one in value)
    field = record._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
