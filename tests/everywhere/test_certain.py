"""No page claims what nobody knows, speaks of the program, or speaks another language.

Pages of every data set and of the unseen ones are read: the open ones, and the signed-in ones as
everyone there is. ``claims.py`` says what may stand where. Of each view a part is read, spread over
all there is, and more of the largest data set; ``SAMSPILL_TEST_ALL=1`` reads all as everyone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common import audit
from samspill.common.house import registers
from samspill.common.models import AuditEntry, Partnership, today
from samspill.documents.models import Edition
from samspill.exchange.loading import load
from samspill.parties.models import Party
from tests.cast import secretariat
from tests.everywhere.acting import Cast
from tests.everywhere.claims import (
    CLAIMS,
    ONLY_OF_WHAT_IS_ENTERED,
    Page,
    keys,
    said_wrongly,
    seats_are_known,
)
from tests.everywhere.open_pages import open_addresses
from tests.everywhere.portions import in_turn, some_of_each
from tests.everywhere.reading import beside, read, words
from tests.everywhere.signed_in import owed
from tests.everywhere.work_pages import of_a_role, of_registers, of_the_secretariat
from tests.everywhere.world import tell_the_planner
from tests.unseen.folders import SLUGS, handed_over

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SETS = ("nordre-trondelag", "eksempel", "st-olav", "more-og-romsdal")

WITH_REGISTERS = ("nordre-trondelag", "more-og-romsdal")
"""Where registers are read too, one in each language."""

MOST, OF_THE_LARGEST = 4, 12
"""How many pages of a view are read in a helsefellesskap."""

EACH = 4
"""One in how many of the pages that all roles have is read by each of them, in turn."""


@pytest.fixture(scope="module")
def loaded(
    once: Callable[..., object],
    load_once: Callable[..., None],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    load_once(*SETS)
    folders = handed_over(tmp_path_factory.mktemp("unseen"))
    for slug in SLUGS:
        once(partial(load, by="test"), Path(folders / slug))
    once(tell_the_planner)


def note_one_of_each(partnership: Partnership) -> None:
    """A record of every register in the log, with all its values."""
    with scope(partnership=partnership):
        records = [kind.model._default_manager.first() for kind in registers().values()]
    AuditEntry.objects.bulk_create(
        AuditEntry(
            partnership=partnership,
            by="Test",
            action="change",
            object="Sak",
            model=record._meta.label_lower,
            object_id=record.pk,
            after=audit.state_of(record),
        )
        for record in records
        if record is not None
    )


@pytest.fixture(autouse=True)
def quiet(settings, caplog) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = SETS[0]
    for name in ("samspill.requests", "django.request"):
        caplog.set_level(logging.CRITICAL + 1, logger=name)


def wrong_on(pages: Iterable[Page]) -> tuple[int, dict[str, list[str]]]:
    """How many pages were read, and what is wrong on which."""
    count, wrong = 0, {}
    for page in pages:
        count += 1
        with scope(partnership=page.partnership):
            if found := list(said_wrongly(page)):
                wrong[f"{page.partnership.slug}{page.address} ({page.language})"] = found
    return count, wrong


def test_every_open_page_says_only_what_is_known_in_the_readers_words(
    loaded: None, client: Client
) -> None:
    addresses = some_of_each(open_addresses(SETS[:1]), OF_THE_LARGEST)
    addresses += some_of_each(open_addresses((*SETS[1:], *SLUGS)), MOST)
    count, wrong = wrong_on(read(client, list(dict.fromkeys(addresses)), SETS[0]))
    assert count > 500
    assert wrong == {}


@pytest.mark.parametrize("slug", [*SETS, *SLUGS])
def test_every_signed_in_page_says_only_what_is_known_to_everyone(loaded: None, slug: str) -> None:
    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        cast = Cast(
            partnership=partnership,
            party=Party.objects.municipalities().first(),
            body=Body.objects.on(today()).first(),
        )
        cast.enter(secretariat(partnership))
        if cast.party and cast.body and Edition.objects.exists():
            owed(slug)
        note_one_of_each(partnership)
        addresses = {
            role: list(of_the_secretariat() if role == "secretariat" else of_a_role(cast))
            for role in cast.users
        }
        if slug in WITH_REGISTERS:
            addresses["secretariat"] += of_registers()
    most = OF_THE_LARGEST if slug == SETS[0] else MOST
    pages = (
        page
        for number, (role, within) in enumerate(addresses.items())
        for page in read(
            cast.client(role, partnership.language),
            some_of_each(
                [
                    f"/hf/{slug}/arbeid/{one}"
                    for one in (within if role == "secretariat" else in_turn(within, number, EACH))
                ],
                most,
            ),
            slug,
        )
    )
    count, wrong = wrong_on(pages)
    assert wrong == {}
    assert count > 20


def test_every_claim_is_a_sentence_of_the_pages() -> None:
    """One that pages word anew has to be worded anew here, or nothing would be held against it."""
    said = [one if isinstance(one, str) else one[0] for one in (claim.said for claim in CLAIMS)]
    with translation.override("nb"):
        assert [one for one in (*said, *ONLY_OF_WHAT_IS_ENTERED) if _in_norwegian(one) == one] == []


def _in_norwegian(said: str) -> str:
    plural = next(
        (c.said[1] for c in CLAIMS if isinstance(c.said, tuple) and c.said[0] == said), ""
    )
    return ngettext(said, plural, 1) if plural else gettext(said)


def test_a_claim_is_refused_where_nobody_knows(loaded: None) -> None:
    vidda = Partnership.objects.get(slug="vidda")
    with scope(partnership=vidda):
        said = Page(vidda, "/organer/utvalet/", "Ingen ledig plass", "nn")
        assert list(said_wrongly(said)) == ["No vacant seat"]
    skjaergard = Partnership.objects.get(slug="skjaergard")
    with scope(partnership=skjaergard):
        assert seats_are_known(Page(skjaergard, "/organer/lsu/", "Ingen ledig plass"), 1)


@pytest.mark.parametrize("of_the_program", ["object at 0x7f", "has_text", "None", "{{ x }}"])
def test_words_of_the_program_are_found_in_a_text_and_in_a_field(of_the_program: str) -> None:
    assert {"has_text", "for_decision", "in_force"} <= keys()
    for page in (f"<p>{of_the_program}</p>", f'<input type="text" value="{of_the_program}">'):
        read_of_it = Page(Partnership(), "/", words(page), beside=beside(page))
        assert len(list(said_wrongly(read_of_it))) == 1, page


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>Seat <b>two</b></p>", "Seat two"),
        ('<p lang="en">The seat</p><p>Plass</p>', "Plass"),
        ("<script>the</script><p>None</p>", "None"),
    ],
)
def test_what_is_read_of_a_page(page: str, read: str) -> None:
    assert words(page) == read
