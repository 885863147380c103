"""A draft worked on as one text: a report, then all of it or nothing, and nobody's words lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samspill.common.actions import save
from samspill.common.actors import Actor, program
from samspill.common.collisions import Wordings
from samspill.common.models import AuditEntry
from samspill.common.permissions import NotAllowed
from samspill.documents import actions
from samspill.documents.difference import Change
from samspill.documents.models import Edition, EditionStatus, ProvisionText
from samspill.documents.rewriting import OthersMeanwhile, base_of, planned, rewrite, text_of
from tests.documents.conftest import TEXT, Desk

pytestmark = pytest.mark.django_db
BY = program("test")


def now(desk: Desk) -> str:
    return text_of(Edition.objects.get(pk=desk.edition.pk))


def done(desk: Desk, typed: str, base: str | None = None) -> None:
    rewrite(by=BY, edition=desk.edition, typed=typed, base=base or base_of(desk.edition))


def changed(desk: Desk, typed: str) -> dict[str, Change]:
    report = planned(desk.edition, typed, base_of(desk.edition))
    return {one.slug: one.change for one in report.comparison.changes}


def test_the_text_is_that_of_the_open_format(desk: Desk) -> None:
    assert now(desk) == f"{TEXT}\n"


def test_the_same_text_changes_nothing_and_leaves_no_entry(desk: Desk) -> None:
    before = AuditEntry.objects.count()
    stood = list(ProvisionText.objects.order_by("pk").values())
    assert planned(desk.edition, TEXT.replace("\n", "\r\n"), base_of(desk.edition)).changes_nothing
    done(desk, TEXT)
    assert AuditEntry.objects.count() == before
    assert list(ProvisionText.objects.order_by("pk").values()) == stood


def test_everything_at_once(desk: Desk) -> None:
    typed = """Vi er enige om dette.

# 1 Varighet {#varighet}

Til videre.

# 2 Formål {#formal}

Vi samarbeider godt.

## 2.1 Om barn

Særskilt.

### 2.1.1 Hvem {#hvem}

Alle.
"""
    assert changed(desk, typed) == {
        "varighet": Change.MOVED,
        "formal": Change.CHANGED,
        "Om barn": Change.ADDED,
        "hvem": Change.MOVED,
        "hvor": Change.REMOVED,
    }
    assert now(desk) == f"{TEXT}\n"
    kept = desk.text("hvem").pk
    done(desk, typed)
    assert now(desk) == typed.replace("## 2.1 Om barn", "## 2.1 Om barn {#om-barn}")
    hvem = desk.text("hvem")
    assert hvem.pk == kept
    assert hvem.parent is not None
    assert hvem.parent.provision.slug == "om-barn"
    told = AuditEntry.objects.filter(model="documents.provisiontext")
    assert set(told.values_list("action", "object")) >= {
        ("remove", "1.2 Hvor"),
        ("add", "2.1 Om barn"),
        ("change", "2 Formål"),
    }


def test_two_numbers_can_change_places(desk: Desk) -> None:
    typed = TEXT.replace("1.1 Hvem", "1.9 Hvem").replace("1.2 Hvor", "1.1 Hvor")
    done(desk, typed.replace("1.9 Hvem", "1.2 Hvem"))
    assert (desk.text("hvem").number, desk.text("hvor").number) == ("1.2", "1.1")


def test_an_agreement_without_identities_is_recognised(desk: Desk) -> None:
    typed = """# 1 Formål

Vi samarbeider.

## 1.1 Hvem det gjelder

Alle.

# 3 Varighet

Til videre.

# 4 Noe nytt

Nytt."""
    report = planned(desk.edition, typed, base_of(desk.edition))
    assert {one.slug: one.change for one in report.comparison.changes} == {
        "hvem": Change.CHANGED,
        "hvor": Change.REMOVED,
        "varighet": Change.RENUMBERED,
        "Noe nytt": Change.ADDED,
    }
    assert [doubt.line for doubt in report.doubts] == [1, 5, 9, 9]


def test_what_an_earlier_edition_had_comes_back_as_itself(desk: Desk) -> None:
    identity = desk.text("hvor").provision_id
    actions.remove_provision(by=BY, text=desk.text("hvor"))
    done(desk, TEXT)
    assert desk.text("hvor").provision_id == identity


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("# 1 A {#formal}\n\nx\n\n# 1 B {#hvem}\n\ny", 5, "stands on line 1 too"),
        ("# 1 A {#formal}\n\nx\n\n# 2 B {#formal}\n\ny", 5, "stands on line 1 too"),
        ("# 1 {#formal}\n\n# 2 B\n\ny", 1, "needs a heading or a text"),
        (f"# {'a' * 401}", 1, "longer than 400"),
        (f"# {'1' * 41} A", 1, "longer than 40"),
        (f"x\n\n# 1 A\n\n{'a' * 200_001}", 3, "longer than 200000"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_saved(
    desk: Desk, typed: str, line: int, words: str
) -> None:
    report = planned(desk.edition, typed, base_of(desk.edition))
    assert report.is_wrong
    assert [d.line for d in report.doubts if d.is_wrong and words in d.text] == [line]
    with pytest.raises(ValidationError, match=words):
        done(desk, typed)
    assert now(desk) == f"{TEXT}\n"


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("# 1 A\n\nx\n\n### 1.1.1 B\n\ny", 5, "level is skipped"),
        ("# 1 A\n\nx\n\n# 3 B\n\ny", 5, "3 comes after 1"),
        ("# 1 A\n\nx\n\n§ 2 Om partene\n\ny", 5, "Is this a heading?"),
        ("# 1 A {#feil her}\n\nx", 1, "not written right"),
    ],
)
def test_a_doubtful_line_is_named(desk: Desk, typed: str, line: int, words: str) -> None:
    report = planned(desk.edition, typed, base_of(desk.edition))
    assert not report.is_wrong
    assert [doubt.line for doubt in report.doubts if words in doubt.text] == [line]


def test_what_only_someone_else_has_changed_is_kept(desk: Desk) -> None:
    base = base_of(desk.edition)
    theirs = desk.text("hvem")
    theirs.body = "Deres ord."
    actions.save_provision(by=BY, text=theirs)
    done(desk, TEXT.replace("Til videre.", "Mine ord."), base)
    assert (desk.text("hvem").body, desk.text("varighet").body) == ("Deres ord.", "Mine ord.")


def test_what_both_have_changed_is_shown_and_nothing_is_saved(desk: Desk) -> None:
    base = base_of(desk.edition)
    theirs = desk.text("hvem")
    theirs.body = "Deres ord."
    actions.save_provision(by=BY, text=theirs)
    typed = TEXT.replace("Alle.", "Mine ord.").replace("Til videre.", "Også mitt.")
    with pytest.raises(OthersMeanwhile) as conflict:
        done(desk, typed, base)
    assert conflict.value.theirs == [Wordings("1.1 Hvem", "Deres ord.", "Mine ord.")]
    assert desk.text("varighet").body == "Til videre."
    done(desk, typed)
    assert desk.text("hvem").body == "Mine ord."


def test_what_someone_else_has_added_is_not_taken_out_unseen(desk: Desk) -> None:
    base = base_of(desk.edition)
    actions.add_provision(
        by=BY, edition=desk.edition, after=None, number="3", heading="Deres", body="Ord."
    )
    with pytest.raises(OthersMeanwhile) as conflict:
        done(desk, TEXT, base)
    assert conflict.value.theirs == [Wordings("3 Deres", "Ord.")]
    assert desk.order()[-1] == "deres"


def test_what_someone_else_has_changed_is_not_taken_out_unseen(desk: Desk) -> None:
    base = base_of(desk.edition)
    theirs = desk.text("varighet")
    theirs.body = "Deres ord."
    actions.save_provision(by=BY, text=theirs)
    with pytest.raises(OthersMeanwhile):
        done(desk, TEXT.split("# 2 Varighet")[0], base)
    assert desk.text("varighet").body == "Deres ord."


def test_only_a_draft_by_one_who_may(desk: Desk) -> None:
    nobody = Actor("X", partnership=desk.edition.partnership_id)
    with pytest.raises(NotAllowed):
        rewrite(by=nobody, edition=desk.edition, typed="# A\n\nx", base="")
    published = Edition.objects.exclude(status=EditionStatus.DRAFT).get()
    with pytest.raises(ValidationError, match="Only a draft"):
        rewrite(by=BY, edition=published, typed="# A\n\nx", base="")


def form(desk: Desk, answer) -> dict[str, str]:
    fields = answer.context["form"]
    return {name: fields[name].value() or "" for name in ("text", "base", "seen")}


def test_the_page_reports_first_and_saves_what_was_reported(desk: Desk) -> None:
    address = f"{desk.url}hele-teksten/"
    given = form(desk, desk.client.get(address))
    given["text"] = given["text"].replace("Til videre.", "Til 2031.").replace("\n", "\r\n")
    unseen = desk.client.post(address, {**given, "carry_out": "1"})
    assert unseen.status_code == 200
    assert desk.text("varighet").body == "Til videre."
    seen = form(desk, unseen)
    other = {**seen, "text": seen["text"].replace("Alle.", "Noen."), "carry_out": "1"}
    assert desk.client.post(address, other).status_code == 200
    assert desk.text("hvem").body == "Alle."
    assert desk.client.post(address, {**seen, "carry_out": "1"}).status_code == 302
    assert desk.text("varighet").body == "Til 2031."


def test_the_page_shows_both_texts_and_keeps_the_typed_one(desk: Desk) -> None:
    address = f"{desk.url}hele-teksten/"
    given = form(desk, desk.client.get(address))
    given["text"] = given["text"].replace("Alle.", "Mine ord.")
    given = form(desk, desk.client.post(address, given))
    theirs = desk.text("hvem")
    theirs.body = "Deres ord."
    actions.save_provision(by=BY, text=theirs)
    answer = desk.client.post(address, {**given, "carry_out": "1"})
    assert answer.status_code == 409
    assert "Deres ord." in answer.content.decode()
    again = form(desk, answer)
    assert "Mine ord." in again["text"]
    assert desk.client.post(address, {**again, "carry_out": "1"}).status_code == 302
    assert desk.text("hvem").body == "Mine ord."


def test_who_is_named_has_saved_what_collides_and_nobody_else(desk: Desk) -> None:
    def introduction() -> None:
        edition = Edition.objects.get(pk=desk.edition.pk)
        edition.preamble = "Berits ord."
        save(by=program("Berit"), record=edition)

    def provision() -> None:
        theirs = desk.text("hvem")
        theirs.body = "Berits ord."
        actions.save_provision(by=program("Berit"), text=theirs)

    def taken_out() -> None:
        actions.remove_provision(by=program("Berit"), text=desk.text("hvor"))

    address = f"{desk.url}hele-teksten/"
    for number, (theirs, told) in enumerate(
        [
            (introduction, "Berit saved this"),
            (provision, "Berit saved this"),
            (taken_out, "Someone else has saved this"),
        ]
    ):
        given = form(desk, desk.client.get(address))
        start = given["text"].index("# 1 Formål")
        given["text"] = "Min innledning.\n\n" + given["text"][start:].replace("Alle.", "Mine ord.")
        theirs()
        last = desk.text("varighet")
        last.body = f"Endret sist {number}."
        actions.save_provision(by=program("Cato"), text=last)
        answer = desk.client.post(address, {**given, "carry_out": "1"})
        page = answer.content.decode()
        assert answer.status_code == 409, theirs
        assert told in page, theirs
        assert "Cato saved" not in page, theirs


def test_an_introduction_alone_is_a_text(desk: Desk) -> None:
    done(desk, "Vi er enige om dette.")
    page = desk.client.get(desk.url).content.decode()
    assert "Vi er enige om dette." in page
    assert "Edit the introduction in the whole text" in page
    assert "No text yet" not in page
    assert "data-outline" not in page


def test_the_page_changes_no_published_edition(desk: Desk) -> None:
    address = f"{desk.url.replace('2027', '2021')}hele-teksten/"
    given = form(desk, desk.client.get(address))
    given["text"] = given["text"].replace("Alle.", "Noen.")
    seen = form(desk, desk.client.post(address, given))
    answer = desk.client.post(address, {**seen, "carry_out": "1"})
    assert answer.status_code == 422
    assert "Only a draft can be changed" in answer.content.decode()
