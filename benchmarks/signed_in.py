"""Measured from inside: sign-ins for the clients, saves, and the audit trail when it is long."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

ENTRIES = 5_000_000
PROVISIONS = 200
TIMES = 15


def main(slug: str, entries: int) -> None:
    """Prints JSON: for secretary and member the cookie and the pages; seconds for each save."""
    django.setup()
    from django.db import connection
    from django_scopes import scope

    from samspill.common.models import Partnership

    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        found = {"roles": _roles(partnership), "saves": {}}
        found["saves"]["change a person"] = _median(_save_person(partnership))
        found["saves"][f"edition of {PROVISIONS} provisions"] = _median(_edition(partnership))
        with connection.cursor() as cursor:
            cursor.execute(MANY, [partnership.pk, entries])
            cursor.execute("ANALYZE common_auditentry")
        found["saves"][f"change a person, {entries:,} audit entries"] = _median(
            _save_person(partnership)
        )
    print(json.dumps(found))


MANY = """
    INSERT INTO common_auditentry
        (partnership_id, at, by, "user", role, action, object, model, object_id, detail)
    SELECT %s, now() - (number %% 2000000) * interval '1 second', 'Måling', number %% 500,
           'Sekretariat', 'change', 'Noe', 'parties.person', number %% 20000, '{}'
      FROM generate_series(1, %s) AS number
"""


def _by(partnership: Any) -> Any:
    from dataclasses import replace

    from samspill.common.actors import program

    return replace(program("benchmark"), partnership=partnership.pk)


def _roles(partnership: Any) -> dict[str, dict[str, Any]]:
    from samspill.bodies.models import Term
    from samspill.common.models import today
    from samspill.documents.models import Edition
    from samspill.parties import actions

    by = _by(partnership)
    cookies = {}
    for name in ("secretary", "member"):
        user, person = _person(partnership, name)
        if name == "secretary":
            actions.give_role(by=by, person=person, kind="secretariat")
        else:
            term = Term.objects.on(today()).select_related("seat__body")[0]
            Term.objects.filter(pk=term.pk).update(person=person)
            body = term.seat.body
        cookies[name] = _cookie(user)
    edition = Edition.objects.select_related("document").order_by("pk")[0]
    at = f"/hf/{partnership.slug}/arbeid"
    shared = {
        "my page": f"{at}/",
        "bodies": f"{at}/organer/",
        "body": f"{at}/organer/{body.slug}/",
        "agreements": f"{at}/avtaler/",
        "edition": f"{at}/avtaler/{edition.document.slug}/utgaver/{edition.slug}/",
    }
    own = {"people": f"{at}/folk/", "register": f"{at}/register/parter/", "log": f"{at}/logg/"}
    return {
        "secretary": {"cookie": cookies["secretary"], "pages": {**shared, **own}},
        "member": {"cookie": cookies["member"], "pages": shared},
    }


def _person(partnership: Any, name: str) -> tuple[Any, Any]:
    from samspill.accounts.models import User
    from samspill.parties import actions
    from samspill.parties.models import Person

    user = User.objects.create(email=f"{name}@example.no", name=name)
    person = Person(partnership=partnership, name=name, user=user, is_invented=True)
    return user, actions.save_person(by=_by(partnership), person=person)


def _cookie(user: Any) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _save_person(partnership: Any) -> Callable[[], None]:
    from samspill.parties import actions
    from samspill.parties.models import Person

    person = Person.objects.get(slug="secretary")
    numbers = iter(range(10**9))

    def save() -> None:
        person.phone = f"{time.time_ns()}{next(numbers)}"
        actions.save_person(by=_by(partnership), person=person)

    return save


def _edition(partnership: Any) -> Callable[[], None]:
    """A draft made from an edition of so many provisions, taken back after each time."""
    from samspill.documents import actions
    from samspill.documents.models import Document, Edition, EditionStatus, Provision, ProvisionText

    document = Document.objects.order_by("pk")[0]
    frame = {"partnership": partnership}
    made = Edition.objects.create(
        **frame, document=document, slug="lang", status=EditionStatus.DRAFT, has_text=True
    )
    for number in range(PROVISIONS):
        provision = Provision.objects.create(**frame, document=document, slug=f"lang-{number}")
        ProvisionText.objects.create(
            **frame, edition=made, provision=provision, number=str(number + 1), position=number,
            heading="Ansvar", body="Kommunen og helseforetaket varsler hverandre. " * 8,
        )  # fmt: skip

    def save() -> None:
        with undone():
            actions.new_edition(by=_by(partnership), document=document, label="ny", based_on=made)

    return save


@contextmanager
def undone() -> Iterator[None]:
    """Takes back what is written within."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _median(work: Callable[[], None]) -> float:
    work()
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ENTRIES)
