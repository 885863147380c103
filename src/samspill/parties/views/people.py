"""Signed in: people, their roles and sign-ins."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.accounts import failures
from samspill.common import audit
from samspill.common.aside import way_back, with_added
from samspill.common.editing import Danger, edited
from samspill.common.forms import EndForm, RecordForm, record_form
from samspill.common.models import today
from samspill.common.permissions import may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties import actions, personal
from samspill.parties.forms import EraseForm, InviteForm, RoleForm, SamePersonForm, SignInStateForm
from samspill.parties.models import Assignment, Party, Person
from samspill.parties.signing_in import failed_sign_ins_of, parties_of
from samspill.parties.sitting import seats_of_people

PAGE = 50
PERSON_FIELDS = ("name", "party", "email", "phone", "gender")


@work_page
def people(request: WorkRequest) -> HttpResponse:
    """``/arbeid/folk/``: people whom the reader may see, with their roles of today."""
    roles = Assignment.objects.on(today()).select_related("party")
    found = which(request.actor, Person.objects.select_related("party", "user"))
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        found = found.filter(name__icontains=asked)
    found = found.prefetch_related(Prefetch("assignments", roles, to_attr="roles_today"))
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    sit = seats_of_people([one.pk for one in page], today())
    context = {
        "page": page,
        "listed": [(one, [*_given(one), *sit.get(one.pk, [])]) for one in page],
        "any_party": any(one.party for one in page),
        "asked": asked,
        "may_add": _may_add(request),
    }
    return render(request, "parties/people.html", context)


def _given(person: Any) -> list[str]:
    """The roles that a person is given, in words."""
    return [
        f"{role.get_kind_display()} ({role.party})" if role.party else role.get_kind_display()
        for role in person.roles_today
    ]


def _may_add(request: WorkRequest) -> bool:
    own = request.actor.targets("party", "contact")
    blank = Person(partnership=request.partnership, party_id=next(iter(own), None))
    return may(request.actor, "change", blank)


@work_page
def person(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/``: a person's roles and sign-in, and what can be done."""
    found = get_or_404(request.actor, Person.objects.select_related("party", "user"), pk=pk)
    if found.pk != request.actor.person:
        audit.record_reading(by=request.actor, about=found)
    roles = Assignment.objects.filter(person=found).select_related("party")
    may_give_roles = may(
        request.actor, "change", Assignment(partnership=request.partnership, person=found)
    )
    read = together(
        roles=which(request.actor, roles),
        terms=found.terms.select_related("seat__body").order_by("-valid_from"),
        failed=failed_sign_ins_of(found if may_give_roles else None),
    )
    context = {
        "person": found,
        "signs_in_for": parties_of(found) if may_give_roles else [],
        "failed": read["failed"],
        "roles": [(role, role.holds_on(today())) for role in read["roles"]],
        "terms": read["terms"],
        "may_change": may(request.actor, "change", found),
        "may_export": may(request.actor, "export", found),
        "may_merge": may(request.actor, "merge", found),
        "may_give_roles": may_give_roles,
        "sees_sign_in": may_give_roles or found.pk == request.actor.person,
        "may_close": found.user is not None and may(request.actor, "close sign-in", found),
    }
    return render(request, "parties/person.html", context)


def _crumbs(person: Person | None = None) -> list[Crumb]:
    """The way to what is done with people, or with one of them."""
    crumbs = [Crumb(_("People and roles"), reverse("work:people:people"))]
    if person is not None:
        crumbs.append(Crumb(person.name, reverse("work:people:person", args=[person.pk])))
    return crumbs


def _edit_person(request: WorkRequest, record: Person) -> HttpResponse:
    is_new = record.pk is None
    back = way_back(request) if is_new else ""

    def make(**given: Any) -> RecordForm:
        form = record_form(Person, PERSON_FIELDS)(**given, instance=record)
        form.only_today("party")
        form.only_own(request.actor)
        return form

    def write(valid: RecordForm) -> Person:
        return actions.save_person(
            by=request.actor, person=valid.instance, version=valid.cleaned_data["version"]
        )

    def done(written: Person) -> str:
        if back:
            return with_added(back, written.pk)
        return reverse("work:people:person", args=[written.pk])

    chosen = _("%(name)s is added, and chosen in the form. The form is not sent yet.")
    return edited(
        request,
        make,
        title=_("Add a person") if is_new else _("Change %(what)s") % {"what": record.name},
        crumbs=[Crumb(_("The form that you are filling in"), back)] if back else _crumbs(
            None if is_new else record
        ),
        write=write,
        done=done,
        said=lambda written: chosen % {"name": written.name} if back else "",
    )  # fmt: skip


@work_page
def new_person(request: WorkRequest) -> HttpResponse:
    """``/arbeid/folk/ny/``."""
    own = request.actor.targets("party", "contact")
    blank = Person(partnership=request.partnership, party_id=next(iter(own), None))
    require(request.actor, "change", blank)
    if asked := _party_asked(request):
        proposed = Person(partnership=request.partnership, party=asked)
        if may(request.actor, "change", proposed):
            blank = proposed
    return _edit_person(request, blank)


def _party_asked(request: WorkRequest) -> Party | None:
    """The party that the page before proposes; None where it proposes none that there is."""
    key = request.GET.get("party", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Party.objects.on(today()).filter(pk=key).first()


@work_page
def change_person(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/endre/``."""
    found = get_or_404(request.actor, Person.objects.select_related("user"), pk=pk)
    require(request.actor, "change", found)
    return _edit_person(request, found)


@work_page
def give_role(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/rolle/``."""
    found = get_or_404(request.actor, Person.objects.all(), pk=pk)
    require(request.actor, "change", Assignment(partnership=request.partnership, person=found))

    def write(valid: RoleForm) -> Assignment:
        return actions.give_role(by=request.actor, person=found, **valid.cleaned_data)

    return edited(
        request,
        RoleForm,
        title=_("Give %(name)s a role") % {"name": found.name},
        crumbs=_crumbs(found),
        button=_("Give the role"),
        write=write,
        said=_("The role is given."),
        template="parties/give_role.html",
        context={"signs_in_for": parties_of(found)},
    )


@work_page
def end_role(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/roller/<pk>/avslutt/``."""
    found = get_or_404(request.actor, Assignment.objects.select_related("person", "party"), pk=pk)
    require(request.actor, "change", found)

    def write(valid: EndForm) -> Assignment:
        return actions.end_role(by=request.actor, assignment=found, **valid.cleaned_data)

    return edited(
        request,
        partial(EndForm, record=found, label=_("The last day with the role")),
        title=_("End the role"),
        lead=str(found),
        crumbs=_crumbs(found.person),
        button=_("End the role"),
        write=write,
        said=_("The role ends on that day."),
    )


@work_page
def invite(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/inviter/``: lets a person sign in."""
    people = Person.objects.select_related("partnership")
    found = get_or_404(request.actor, people, pk=pk)
    require(request.actor, "change", Assignment(partnership=request.partnership, person=found))

    def write(valid: InviteForm) -> None:
        origin = request.build_absolute_uri("/")
        actions.invite(
            by=request.actor, person=found, email=valid.cleaned_data["email"], origin=origin
        )

    return edited(
        request,
        partial(InviteForm, initial={"email": found.email}),
        title=_("Invite %(name)s to sign in") % {"name": found.name},
        lead=_("An e-mail with a personal link is sent. Roles count from the first sign-in."),
        crumbs=_crumbs(found),
        button=_("Send the invitation"),
        write=write,
        said=_("The person can sign in once the invitation is answered."),
    )


@work_page
def export(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/utlevering/``: what is held about a person, as a file."""
    found = get_or_404(request.actor, Person.objects.all(), pk=pk)
    require(request.actor, "export", found)
    held = actions.held_about(found)
    held["terms"] = [
        {
            "seat": str(term.seat),
            "holder": term.holder,
            "from": term.valid_from,
            "to": term.valid_to,
        }
        for term in found.terms.select_related("seat__body")
    ]
    if found.user is not None:
        held["failed_sign_ins"] = [
            {"at": one.at, "what": one.get_kind_display()}
            for one in failures.kept_about(found.user)
        ]
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="opplysninger.json"'
    return response


def _with_what_is_kept(request: WorkRequest, pk: int) -> Person:
    people = Person.objects.select_related("user").prefetch_related("assignments", "terms")
    return get_or_404(request.actor, people, pk=pk)


@work_page
def sign_in(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/innlogging/``: closes a sign-in, or opens it again."""
    found = get_or_404(request.actor, Person.objects.select_related("user"), pk=pk)
    require(request.actor, "close sign-in", found)
    is_open = found.user is not None and found.user.is_active

    def write(valid: SignInStateForm) -> Person:
        act = actions.close_sign_in if is_open else actions.open_sign_in
        return act(by=request.actor, person=found, **valid.cleaned_data)

    ends = _("Nobody signs in with it any longer, here or elsewhere; open sessions end at once.")
    return edited(
        request,
        SignInStateForm,
        title=_("Close the sign-in") if is_open else _("Open the sign-in"),
        lead=ends if is_open else _("The person signs in as before."),
        crumbs=_crumbs(found),
        button=Danger(_("Close the sign-in")) if is_open else _("Open the sign-in"),
        write=write,
    )


@work_page
def personal_data(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/personopplysninger/``: what is held about a person, why, how long."""
    found = _with_what_is_kept(request, pk)
    require(request.actor, "export", found)
    context = {
        "person": found,
        "kept": personal.kept_about(found),
        "is_active": personal.is_active(found),
        "may_erase": may(request.actor, "erase", found),
    }
    return render(request, "parties/personal_data.html", context)


@work_page
def merge_people(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/samme-person/``: two records become one; shown first, then done."""
    found = get_or_404(request.actor, Person.objects.all(), pk=pk)
    require(request.actor, "merge", found)
    others = which(request.actor, Person.objects.exclude(pk=pk), "merge")

    def look(valid: SamePersonForm) -> dict[str, Any]:
        other = valid.cleaned_data["other"]
        moves = list(actions.held_by(other))
        return {"other": other, "moves": moves, "button": _("Make them one person")}

    def write(valid: SamePersonForm) -> Person:
        given = valid.cleaned_data
        return actions.merge_people(
            by=request.actor, keep=found, away=given["other"], reason=given["reason"]
        )

    return edited(
        request,
        partial(SamePersonForm, people=others),
        title=_("The same person twice"),
        crumbs=_crumbs(found),
        button=_("Show what moves"),
        look=look,
        write=write,
        said=_("They are one person now."),
        template="parties/same_person.html",
        context={"person": found},
    )


@work_page
def erase(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/folk/<pk>/slett/``: removes what nobody needs any longer."""
    found = _with_what_is_kept(request, pk)
    require(request.actor, "erase", found)
    above = Crumb(_("Personal data"), reverse("work:people:personal_data", args=[pk]))
    kept = personal.kept_about(found)
    nothing = Empty(
        _("There is nothing to remove"), _("What is still held about this person is in use.")
    )

    def write(valid: EraseForm) -> None:
        actions.erase(by=request.actor, person=found, **valid.cleaned_data)

    return edited(
        request,
        partial(EraseForm, kept=kept),
        title=_("Remove personal data"),
        lead=_("Seats and roles stay, and say that somebody held them. This cannot be undone."),
        crumbs=[*_crumbs(found), above],
        button=Danger(_("Remove personal data")),
        write=write,
        said=_("Removed."),
        instead=None if any(one.can_go for one in kept) else nothing,
    )
