"""The UI tags: a typo fails, a status never lives by colour alone, nothing is styled inline."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from samspill.common.templatetags.ui import STATUSES
from samspill.common.ui import Crumb, Dot, MapTile, Step, TermFact


def render(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def shape_of(html: str) -> str:
    return html[html.index("<svg") : html.index("</svg>")]


@pytest.mark.parametrize("kind", STATUSES)
def test_a_status_has_a_word_and_a_shape(kind: str) -> None:
    html = render("{% ui_status kind label='Ordet' %}", kind=kind)
    assert "Ordet" in html
    assert "<svg" in html
    assert 'aria-hidden="true"' in html


def test_statuses_that_must_not_be_confused_differ_in_shape() -> None:
    kinds = ["ok", "partial", "late", "none", "vacant", "superseded", "upcoming"]
    shapes = {shape_of(render("{% ui_status kind label='x' %}", kind=kind)) for kind in kinds}
    assert len(shapes) == len(kinds)


def test_an_unknown_status_raises() -> None:
    with pytest.raises(ValueError, match="no status «latee»"):
        render("{% ui_status 'latee' label='x' %}")


def test_a_misspelt_parameter_raises() -> None:
    with pytest.raises(TemplateSyntaxError, match="labl"):
        render("{% ui_status 'ok' labl='x' %}")


def test_everything_is_escaped_and_nothing_is_styled_inline() -> None:
    hostile = "<script>alert(1)</script>"
    html = render(
        "{% ui_facts facts %}{% ui_breadcrumbs crumbs %}{% ui_thread steps %}"
        "{% ui_seatbar dots label=hostile %}{% ui_tilemap tiles label=hostile %}"
        "{% ui_empty hostile text=hostile %}{% ui_notice kind text=hostile %}{% ui_tag hostile %}",
        kind="info",
        facts=[TermFact(hostile, hostile)],
        crumbs=[Crumb(hostile, "/"), Crumb(hostile)],
        steps=[Step(hostile, hostile, here=True)],
        dots=[Dot("a"), Dot("vacant")],
        tiles=[MapTile(hostile, "/", 1, 1)],
        hostile=hostile,
    )
    assert "<script" not in html
    assert " style=" not in html
    assert html.count("&lt;script&gt;") >= 12


def test_a_tile_keeps_its_place_and_says_how_it_stands_in_words_too() -> None:
    html = render(
        "{% ui_tilemap tiles label='Kart' %}",
        tiles=[
            MapTile("Leka", "/", 1, 2, kind="late", said="Over fristen"),
            MapTile("Indre Fosen og omegn", "/", 3, 3),
            MapTile("Sykehuset", "/", 3, 4, is_trust=True),
        ],
    )
    assert "map cols-4" in html
    assert re.findall(r'<li class="(r[^"]+)"', html) == ["r1 c1", "r3 c2", "r3 c3 w2"]
    assert html.count('<span class="visually-hidden">Over fristen</span>') == 1
    assert html.count("stat-late") == 2
