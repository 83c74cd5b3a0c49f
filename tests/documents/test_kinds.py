from collections.abc import Iterator

import pytest

from openimr.documents.authors import tell_author
from openimr.documents.date_roles import find_roles
from openimr.documents.dating import tell_date
from openimr.documents.kinds import tell_kind, title_clues
from openimr.documents.knowledge import load
from openimr.documents.views import view
from openimr.domain import DocumentKind

from .heads import HEADS
from .messy_heads import MESSY


def _day(text: str, kind: DocumentKind, file_name: str | None = None) -> str | None:
    pages = (view(text),) if text else ()
    found = tell_date(pages, kind, file_name)
    return str(found.value) if found else None


def _kind(text: str, file_name: str | None = None) -> DocumentKind:
    page = view(text)
    return tell_kind((page,), title_clues(page), file_name).kind


def _examples() -> Iterator[tuple[str, str]]:
    for kind, node in load("kinds.yaml")["kinds"].items():
        for example in node["examples"]:
            yield kind, example


@pytest.mark.parametrize(("kind", "text"), list(_examples()))
def test_every_example_of_the_data_file_is_of_its_kind(kind: str, text: str) -> None:
    assert _kind(text) == kind


def test_every_kind_of_the_contract_has_examples() -> None:
    assert {kind for kind, _ in _examples()} == set(DocumentKind)


@pytest.mark.parametrize(("kind", "day", "text"), HEADS)
def test_a_head_tells_kind_and_date(kind: str, day: str, text: str) -> None:
    page = view(text)

    found = tell_kind((page,), title_clues(page))

    assert found.kind == kind
    assert _day(text, found.kind) == day


@pytest.mark.parametrize(("kind", "day", "text"), MESSY)
def test_a_head_that_was_read_badly_tells_kind_and_date(
    kind: str, day: str | None, text: str
) -> None:
    page = view(text)

    found = tell_kind((page,), title_clues(page))

    assert found.kind == kind
    assert _day(text, found.kind) == day


def test_a_kind_can_be_traced_to_the_words_it_rests_on() -> None:
    page = view("COPPER BASIN IMAGING\nKnee, two views\nIMPRESSION: Normal.")

    found = tell_kind((page,), title_clues(page))

    said = {(clue.words, clue.line) for clue in found.clues}
    assert found.kind is DocumentKind.IMAGING_REPORT
    assert said == {("imaging", 0), ("views", None), ("impression", None)}


def test_prose_and_tick_boxes_are_no_titles() -> None:
    prose = view(
        "She brought the progress report of Dr. Osei and the operative report with her."
    )
    boxes = view("[X] Physical therapy  [ ] MRI  [ ] Acupuncture")

    assert all(clue.points < 2 for clue in title_clues(prose))
    assert title_clues(boxes) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("rfa-2016-04-28.pdf", DocumentKind.RFA),
        ("records/3_UR_denial.pdf", DocumentKind.UR_DECISION),
        ("MRI lumbar.pdf", DocumentKind.IMAGING_REPORT),
        ("scan0001.pdf", DocumentKind.OTHER),
    ],
)
def test_a_file_name_helps_where_the_pages_say_nothing(
    name: str, kind: DocumentKind
) -> None:
    assert tell_kind((), (), name).kind == kind
    assert _kind("She sleeps well.", name) == kind
    assert _kind("OPERATIVE REPORT", name) is DocumentKind.OPERATIVE_REPORT


@pytest.mark.parametrize("example", load("dating.yaml")["examples"])
def test_every_example_of_a_role_is_read_so(example: dict[str, str]) -> None:
    page = view(example["line"])

    roles = [found.role for found in find_roles((page,), DocumentKind.OTHER)]

    assert roles[-1] == example["role"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Patient: Pellworth, Ines   DOB 01/02/1970", None),
        (
            "The injury of 01/02/2015 was reported late.\nDate of injury: 01/02/2015",
            None,
        ),
        ("CLINIC   PELLWORTH, INES   10/06/1980   01/31/2016   [1/1]", "2016-01-31"),
        ("LAB  CUMULATIVE\nANALYTE 09/09/14 10/07/14 03/03/15", "2015-03-03"),
        ("report dated 09/2514", None),
        ("FAX 06/13/2016 08:51 FROM: KELP COVE PAGE 01/02\nKelp Cove", "2016-06-13"),
        ("CT 01/02/2013 - 01/02/2014\nKelp Cove\n04/03/2014", "2014-04-03"),
        ("DOI: 01/02/2014  Visit: 04/03/2004\nPrinted: 05/03/2014", "2014-05-03"),
        (
            "FAX 06/13/2016 08:51 FROM: KELP COVE PAGE 01/02\nDOS 06/10/2061\n"
            "Dated 06/11/2016",
            "2016-06-11",
        ),
    ],
)
def test_dates_of_birth_injury_and_transit_are_not_the_documents(
    text: str, day: str | None
) -> None:
    assert _day(text, DocumentKind.OTHER) == day


@pytest.mark.parametrize(
    "name", ["pr2_2016-04-28.pdf", "x/visit-2016-04-28.pdf", "04-28-2016 visit.txt"]
)
def test_the_name_of_a_file_dates_what_has_no_date(name: str) -> None:
    kind = DocumentKind.PROGRESS_REPORT

    assert _day("She sleeps well.", kind, name) == "2016-04-28"
    assert _day("", kind, name) == "2016-04-28"


@pytest.mark.parametrize(
    ("text", "kind", "author"),
    [
        (
            "NOTE\nPlan: rest.\nB. Osei, M.D.  05/03/2016",
            "progress_report",
            "B. Osei, M.D.",
        ),
        (
            "NOTE\nElectronically signed by Bettina Osei, MD 05/03/2016",
            "progress_report",
            "Bettina Osei, MD",
        ),
        (
            "REPORT\nSurgeon: Cornelius Wick, M.D.\nIncision.",
            "operative_report",
            "Cornelius Wick, M.D.",
        ),
        (
            "Bettina Osei, M.D., Neurology\nREPORT\nFine.",
            "consultation",
            "Bettina Osei, M.D.",
        ),
        ("GRANITE LABS    FINAL\nGlucose 90", "laboratory_report", "GRANITE LABS"),
        ("cc: B. Osei, M.D.\nFine.", "progress_report", None),
        (
            "GRANGE MUTUAL\nMay 3, 2016\nBettina Osei, M.D.\nDear Dr. Osei: paid.",
            "correspondence",
            "GRANGE MUTUAL",
        ),
        (
            "NOTE\nElectronically signed by K. Obi, NP\nCo-signed B. Osei, MD",
            "progress_report",
            "K. Obi, NP",
        ),
        ("Signature: Ines Pellworth, M.D.", "imr_application", None),
    ],
)
def test_the_author_is_who_signs_else_who_heads_the_page(
    text: str, kind: str, author: str | None
) -> None:
    told = tell_author((view(text),), DocumentKind(kind))

    assert (told.value if told else None) == author
