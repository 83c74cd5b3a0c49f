"""Charts: the right kind, the same bytes, and told in words as well."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from openimr.corpus.stats import (
    Order,
    Per,
    Question,
    citations,
    cited_pages,
    count,
    days_to_decision,
    specialties,
    trend,
)
from openimr.corpus.stats.charts import draw
from openimr.corpus.stats.view_sheets import View
from openimr.corpus.store import Corpus
from openimr.errors import InputError

from .rows import Row, day, item, items_of, made

SVG = "{http://www.w3.org/2000/svg}"
DRUGS = ("tramadol", "a & b <c>", "$x$ per day", "naproxen", "lidocaine", "\x07odd 漢")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    items: list[Row] = [
        row
        for number, drug in enumerate(DRUGS)
        for year in (2014, 2015, 2016)
        for row in items_of(
            drug, 20 + number, year - 2012, year=year, specialty=f"S{number % 2}",
            treatment=drug, pages=[f"m {number}"],
        )
    ]  # fmt: skip
    items += [*items_of("few", 4, 1, year=2014), *items_of("less", 8, 1, year=2014)]
    letters = [
        {"letter": row["letter"], "date_assigned": day("2014-01-01"),
         "decision_date": day(f"2014-02-{1 + number % 27:02}")}
        for number, row in enumerate(items)
    ]  # fmt: skip
    cited = [
        {"letter": row["letter"], "item": f"{row['letter']}-1", "name": "Manual",
         "cited_by": "claims_administrator", "decision": row["decision"]}
        for row in items
    ]  # fmt: skip
    return made(tmp_path_factory.mktemp("c") / "corpus", items, letters, cited)


@pytest.fixture(scope="module")
def views(corpus: Corpus) -> dict[str, View]:
    drug = Question(by=("drug",))
    return {
        "bars": count(corpus, drug),
        "one bar": count(corpus, Question()),
        "line": count(corpus, Question(by=("year",))),
        "map": count(corpus, Question(by=("drug", "year"))),
        "letters": count(corpus, Question(by=("specialty",), per=Per.LETTER)),
        "lines": trend(corpus, Question(by=("drug",), top=2)),
        "panels": trend(corpus, drug),
        "pages": cited_pages(corpus, Question(order=Order.COUNT)),
        "specialties": specialties(corpus, Question()),
        "days": days_to_decision(corpus, drug),
        "all days": days_to_decision(corpus, Question()),
        "citations": citations(corpus, Question()),
    }


def svg_of(view: View, note: str = "") -> ET.Element:
    return ET.fromstring(draw(view, "svg", note))  # noqa: S314 - our own picture


def words_in(root: ET.Element) -> list[str]:
    found = ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]
    return [re.sub(r"\s+", " ", text) for text in found]


def test_every_answer_is_drawn_with_the_same_bytes_again(
    views: dict[str, View],
) -> None:
    for view in views.values():
        svg = draw(view, "svg")
        assert draw(view, "svg") == svg
        assert b"<dc:date>" not in svg


@pytest.mark.parametrize("name", ["bars", "specialties"])
def test_pictures_in_points_hold_no_time_and_no_maker(
    views: dict[str, View], name: str
) -> None:
    png = draw(views[name], "png")

    assert png.startswith(b"\x89PNG")
    assert draw(views[name], "png") == png
    assert {tag for tag in (b"tIME", b"Software") if tag in png} == set()


def test_a_picture_is_named_and_told_in_words(views: dict[str, View]) -> None:
    root = svg_of(views["bars"])

    title, described = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "Decisions per item by drug")
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert root.get("role") == "img"
    assert described.text is not None
    assert "tramadol: n 69, upheld 60, overturned 9, rate 13.0 %" in described.text
    assert {"few:", "less:"} & set(described.text.split()) == set()


def test_writing_stays_text_with_names_as_they_are(views: dict[str, View]) -> None:
    words = words_in(svg_of(views["bars"], note="Invented letters."))

    assert {"tramadol", "a & b <c>", "$x$ per day", "odd 漢", "69", "n"} <= set(words)
    [source] = [text for text in words if text.startswith("Source:")]
    assert source.endswith("Invented letters.")
    assert "0 %" in words


def test_every_bar_has_its_number_beside_it(views: dict[str, View]) -> None:
    words = words_in(svg_of(views["bars"]))

    assert [words.count(str(69 + 3 * number)) for number in range(5)] == [1] * 5


def test_a_hidden_cell_of_a_map_is_hatched(tmp_path: Path) -> None:
    rows = [
        *items_of("a", 30, 3, year=2014), *items_of("a", 4, 1, year=2015),
        *items_of("b", 25, 3, year=2014), *items_of("b", 6, 2, year=2015),
    ]  # fmt: skip
    table = count(made(tmp_path / "c", rows), Question(by=("drug", "year")))

    root = svg_of(table)

    assert len(list(root.iter(f"{SVG}pattern"))) == 1
    assert {"2015", "33", "28"} <= set(words_in(root))
    assert any(text.endswith("Hatched: suppressed.") for text in words_in(root))
    assert {"5", "8"} & set(words_in(root)) == set()


def test_lines_have_shapes_beside_colours(views: dict[str, View]) -> None:
    svg = draw(views["lines"], "svg").decode()

    assert "stroke-dasharray" in svg
    assert {"#0072b2", "#c24e00"} <= set(re.findall(r"#[0-9a-f]{6}", svg))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (Question(by=("drug", "year", "specialty"), minimum=0), "more than two fields"),
        (Question(by=("drug",), minimum=500), "no group is large enough"),
        (Question(minimum=5000), "no group is large enough"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    corpus: Corpus, question: Question, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        draw(count(corpus, question), "svg")


def test_too_many_groups_are_told_with_the_way_out(tmp_path: Path) -> None:
    rows = [item(f"l{n}", "upheld", drug=f"d{n}", year=2014) for n in range(41)]
    corpus = made(tmp_path / "c", rows)

    with pytest.raises(InputError, match="Give --top 40"):
        draw(count(corpus, Question(by=("drug",), minimum=0)), "svg")
    with pytest.raises(InputError, match="Give --top 12"):
        draw(trend(corpus, Question(by=("drug",), minimum=0)), "svg")


def test_another_kind_of_picture_is_refused(views: dict[str, View]) -> None:
    with pytest.raises(InputError, match="Use svg or png"):
        draw(views["bars"], "gif")
