"""What is pasted from Word and from web pages comes in as clean Markdown."""

from __future__ import annotations

import pytest

from samspill.common.markdown import to_html
from samspill.documents.pasting import DEEPEST, Pasted, TooDeep, pasted

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml>
<![endif]--><style><!-- /* Font Definitions */ p.MsoNormal {mso-style-parent:""; margin:0cm;} -->
</style><!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Vanlig tabell";}</style>
<![endif]--></head><body lang=NO-BOK style='tab-interval:35.4pt'><!--StartFragment-->"""
FOOT = "<!--EndFragment--></body></html>"


def word(body: str) -> str:
    return pasted(f"{HEAD}{body}{FOOT}").text


def item(mark: str, text: str, level: int = 1, kind: str = "CxSpMiddle") -> str:
    return f"""<p class=MsoListParagraph{kind} style='margin-left:36.0pt;text-indent:-18.0pt;
mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol;
mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}
<o:p></o:p></p>"""


def test_paragraphs_bold_italics_and_links_are_kept_and_the_rest_is_dropped() -> None:
    assert word("""
<p class=MsoNormal><span lang=NO-BOK style='mso-ansi-language:NO-BOK'>Partene <b
style='mso-bidi-font-weight:normal'>skal</b> <i>alltid</i> samarbeide, se <a
href="https://lovdata.no/lov/2011-06-24-30">loven</a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Neste&nbsp;avsnitt<a name="_Toc1234"></a>.</p>
<script>alert(1)</script>""") == (
        "Partene **skal** *alltid* samarbeide, se [loven](https://lovdata.no/lov/2011-06-24-30).\n"
        "\nNeste avsnitt."
    )


def test_list_paragraphs_without_list_elements_become_lists() -> None:
    assert word(
        "<p class=MsoNormal>Kommunen skal:</p>"
        + item("·", "melde fra", kind="CxSpFirst")
        + item("o", "innen 24 timer", level=2)
        + item("§", "på papir eller elektronisk", level=3)
        + item("·", "ta imot", kind="CxSpLast")
        + "<p class=MsoNormal>Sykehuset skal:</p>"
        + item("1.", "varsle", kind="CxSpFirst")
        + item("a)", "straks", level=2)
        + item("2.", "sende epikrise", kind="CxSpLast")
        + "<p class=MsoNormal>Slutt.</p>"
    ) == (
        "Kommunen skal:\n\n- melde fra\n  - innen 24 timer\n    - på papir eller elektronisk\n"
        "- ta imot\n\nSykehuset skal:\n\n1. varsle\n   1. straks\n2. sende epikrise\n\nSlutt."
    )


def test_real_lists_are_kept() -> None:
    html = "<ul><li>en<ul><li>to</li></ul></li><li>tre</li></ul><ol start=3><li>x</li></ol>"
    assert pasted(html).text == "- en\n  - to\n- tre\n\n3. x"


def test_headings_keep_their_numbers() -> None:
    assert word(
        "<p class=MsoTitle>Samarbeidsavtale<o:p></o:p></p>"
        "<h1 style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span "
        "style='mso-list:Ignore'>1<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
        "</span></span></span><![endif]><b>Formål</b></h1><p class=MsoNormal>Tekst.</p>"
        "<h2>§ 2 Parter</h2><h3><o:p>&nbsp;</o:p></h3>"
    ) == ("# Samarbeidsavtale\n\n# 1 Formål\n\nTekst.\n\n## § 2 Parter")


def test_what_is_numbered_as_a_law_is_stays_a_paragraph() -> None:
    assert word(item("1.1", "Partene møtes.") + item("§ 2", "Partene varsler.")) == (
        "1.1 Partene møtes.\n\n§ 2 Partene varsler."
    )


def test_a_table_is_kept_with_its_first_row_as_heads() -> None:
    text = word("""<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;
mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
<td width=302 valign=top style='width:226.3pt'><p class=MsoNormal><b>Hva</b></p></td>
<td width=302><p class=MsoNormal><b>Frist</b></p></td></tr>
<tr style='mso-yfti-irow:1'><td><p class=MsoNormal>Varsel</p><p class=MsoNormal>skriftlig</p></td>
<td><p class=MsoNormal>24 | 48 timer<o:p></o:p></p></td></tr></table>""")
    assert text.split("\n") == [
        "| **Hva** | **Frist** |",
        "| --- | --- |",
        "| Varsel skriftlig | 24 \\| 48 timer |",
    ]
    assert "<td>Varsel skriftlig</td>" in to_html(text)


def test_what_is_hidden_struck_out_or_beside_the_text_is_dropped() -> None:
    assert word("""<p class=MsoToc1><a href="#_Toc1">1 Formål<span>3</span></a></p>
<p class=MsoNormal>Synlig<span style='display:none;mso-hide:all'> skjult</span><del cite="mailto:x"
datetime="2026-01-01T10:00"> fjernet</del><ins> satt inn</ins><span class=MsoCommentReference>
<a href="#_msocom_1">[A1]</a></span>.</p><div style='mso-element:comment-list'><div
style='mso-element:comment'><p class=MsoCommentText>Si ikke dette.</p></div></div>
<img src="file:///C:/x/image001.png"><p><a href="javascript:alert(1)">lenke</a></p>""") == (
        "Synlig satt inn.\n\nlenke"
    )


def test_a_web_editors_bold_is_told_from_its_wrapping() -> None:
    html = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400">'
        'Vanlig </span><span style="font-weight:700">fet</span> <span style="font-style:italic">'
        "skrå</span></p></b>"
    )
    assert pasted(html).text == "Vanlig **fet** *skrå*"


def test_a_broken_line_stays_broken() -> None:
    assert pasted("<p>Storgata 1<br>7500 Stjørdal</p>").text == "Storgata 1  \n7500 Stjørdal"


def test_signs_of_markdown_in_the_words_are_words() -> None:
    assert "<em>" not in to_html(pasted("<p>2*3*4 og a_b_c &lt;b&gt;</p>").text)


@pytest.mark.parametrize("html", ["", "   ", "<![foo[", "<!--", "<p", "<table>", "&#0;", "<ul><p>"])
def test_what_is_broken_is_no_fault(html: str) -> None:
    assert "<" not in pasted(html).text.replace("<p", "")


def test_what_is_nested_as_no_text_is_refused() -> None:
    with pytest.raises(TooDeep):
        pasted("<div>" * (DEEPEST + 5) + "x")


GRID = """<table><tr><th>Oppgave</th><th>Ansvar</th><th>Frist</th></tr>
<tr><td rowspan=2>Innleggelse</td><td>Lege</td><td>2 timer</td></tr>
<tr><td>Sykepleier</td><td>4 timer</td></tr></table>"""


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (GRID, ["Oppgave|Ansvar|Frist", "Innleggelse|Lege|2 timer",
                "Innleggelse|Sykepleier|4 timer"]),
        ("<table><tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g<tr><td>h<td>i<td>j"
         "</table>", ["a|b|c", "d|b|e", "f|b|g", "h|i|j"]),
        ("<table><tr><td>a<td>b<td rowspan=0>c<tr><td>d<td>e<tr><td>f<td>g</table>",
         ["a|b|c", "d|e|c", "f|g|c"]),
        ("<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>", ["a||b", "1|2|3"]),
        ("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>1<td>2<td>3</table>",
         ["a||b", "a||c", "1|2|3"]),
        ("<table><thead><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>x</th><th>y</th>"
         "</tr></thead><tr><td>1</td><td>2</td><td>3</td></tr></table>",
         ["A|B|", "A|x|y", "1|2|3"]),
        ("<table><tr><td>kort<tr><td>a<td>b<td>c</table>", ["kort||", "a|b|c"]),
        ("<table><tr><td>a<table><tr><td>x<td>y</table><td>b<tr><td>c<td>d</table>",
         ["a x y|b", "c|d"]),
        ("<table><tr><td rowspan=x colspan=-1>a<td>b<tr><td>c<td>d</table>", ["a|b", "c|d"]),
        ("<table><tr><td rowspan=99999>a<td>b<tr><td>c</table>", ["a|b", "a|c"]),
    ],
)  # fmt: skip
def test_each_value_stands_in_its_column(html: str, rows: list[str]) -> None:
    first, _line, *others = pasted(html).text.split("\n")
    found = [[cell.strip() for cell in line[1:-1].split("|")] for line in (first, *others)]
    assert found == [row.split("|") for row in rows]


def test_a_table_that_would_fill_more_cells_than_any_text_is_refused() -> None:
    with pytest.raises(TooDeep):
        pasted("<table>" + "<tr><td colspan=60 rowspan=60>x" * 400 + "</table>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p role=heading aria-level=1>4 Ansvar</p><p>Ord.</p>", "# 4 Ansvar\n\nOrd."),
        ("<div><p role=heading aria-level=3><span>4.1 Frist</span></p></div>", "### 4.1 Frist"),
        ("<div role=heading>Uten nivå</div>", "## Uten nivå"),
        ("<p class=Tittel style='mso-outline-level:2'><b>3 Ansvar</b></p>", "## 3 Ansvar"),
        ("<p style='mso-outline-level:body-text'>Ord</p>", "Ord"),
        ("<p role=heading aria-level=9>Ord</p>", "Ord"),
        ("<p role=heading aria-level=12>Ord</p>", "Ord"),
        ("<p role=heading aria-level=''>Ord</p>", "Ord"),
        ("<ul><li><p role=heading aria-level=1>Ord</p></li></ul>", "- Ord"),
    ],
)
def test_what_is_a_heading_in_the_browser_or_the_outline_is_one(html: str, expected: str) -> None:
    assert pasted(html).text == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("14<sup>1</sup> dager", "14¹ dager"),
        ("20 m<sup>2</sup>, H<sub>2</sub>O", "20 m², H₂O"),
        ("H<sub>2</sub>O og x<sub>12a</sub>", "H₂O og x12a"),
        ("14<span style='vertical-align: super'>12</span>", "14¹²"),
        ("10<sup>-3</sup> og 5<sup>1)</sup>", "10⁻³ og 5¹⁾"),
        ("§ 14<sup>a</sup>", "§ 14 (a)"),
        ("M<sup>me</sup>", "Mme"),
        ("14<a href='#_ftn1'><span class=MsoFootnoteReference><sup>[2]</sup></span></a>", "14²"),
    ],
)
def test_raised_numbers_stay_apart_from_the_number_before(html: str, expected: str) -> None:
    assert pasted(f"<p>{html}</p>").text == expected


@pytest.mark.parametrize(
    "struck",
    [
        "<s>14</s>", "<strike>14</strike>", "<del>14</del>", "<u style='text-decoration:underline "
        "line-through'>14</u>", "<span style='text-decoration-line: line-through'>14</span>",
        "<font style='TEXT-DECORATION: line-through solid red'>14</font>", "<b><s>14</s></b>",
    ],
)  # fmt: skip
def test_struck_text_is_left_out_however_it_is_struck_and_told(struck: str) -> None:
    assert pasted(f"<p>Fristen er {struck} 30 dager.</p>") == Pasted("Fristen er 30 dager.", ["14"])


def test_lists_that_the_program_took_apart_are_one_again() -> None:
    def item(kind: str, level: int, text: str) -> str:
        return (
            f"<div class=ListContainerWrapper><{kind}><li data-aria-level={level}>{text}</li>"
            f"</{kind}></div>"
        )

    apart = item("ul", 1, "a") + item("ul", 2, "b") + item("ul", 2, "c") + item("ul", 1, "d")
    assert pasted(apart).text == "- a\n  - b\n  - c\n- d"
    assert pasted("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>").text == "- a\n  - b\n- c"
    assert pasted("<ul></ul>" + item("ul", 1, "a")).text == "- a"
    # What says no level from 1 to 9 says none.
    assert pasted(item("ul", 1, "a") + item("ul", 23, "b")).text == "- a\n\n- b"
