from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from openimr.documents import ReadingOptions, read_case
from openimr.documents.boundaries import rules
from openimr.documents.numbering import PageNumber, number_in
from openimr.documents.phrases import words_of
from openimr.documents.splitting import Boundary
from openimr.documents.stamps import is_stamp, stamped_number

from .messy_packets import MESSY_PACKETS
from .packets import PACKETS, PROSE, Packet
from .paper import write_pdf
from .slipped_packets import SLIPPED_PACKETS

HEAD = "PROGRESS REPORT   Pellworth, Ines   DOS 05/03/2016\n"


ALL = PACKETS | MESSY_PACKETS | SLIPPED_PACKETS


@pytest.mark.parametrize("packet", ALL.values(), ids=ALL.keys())
def test_a_packet_is_cut_where_its_documents_begin(
    packet: Packet, tmp_path: Path
) -> None:
    file = write_pdf(tmp_path / "packet.pdf", packet.pages)

    case = read_case(file, ReadingOptions(recognise=False))

    assert tuple(d.first_page for d in case.documents) == packet.starts
    last = [d.first_page + d.pages for d in case.documents]
    assert last == [*packet.starts[1:], len(packet.pages) + 1]


def test_the_outline_of_a_file_says_where_a_part_begins(tmp_path: Path) -> None:
    plain = write_pdf(
        tmp_path / "plain.pdf", [PROSE, "he rests and uses heat.", "at night too."]
    )
    writer = PdfWriter(PdfReader(plain))
    writer.add_outline_item(title="Visit", page_number=0)
    writer.add_outline_item(title="Handout", page_number=2)
    writer.write(tmp_path / "marked.pdf")

    without, with_outline = (
        read_case(tmp_path / name) for name in ("plain.pdf", "marked.pdf")
    )

    assert [d.first_page for d in without.documents] == [1]
    assert [d.first_page for d in with_outline.documents] == [1, 3]


def test_a_page_of_nothing_but_a_fax_line_begins_no_trouble(tmp_path: Path) -> None:
    fax = "06/13/2016 08:51 FROM: KELP COVE TO: 13105550171 PAGE 0{}/03"
    pages = [fax.format(1), f"{fax.format(2)}\n{HEAD}Better.", f"{HEAD}Plan: heat."]

    case = read_case(write_pdf(tmp_path / "a.pdf", pages))

    assert [d.first_page for d in case.documents] == [1, 2]


def test_every_clue_has_a_weight_and_a_boundary_adds_them_up() -> None:
    assert Boundary((("title", 3.0), ("prose", -2.0))).score == 1.0
    assert all(weight != 0 for weight in rules().weights.values())


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Page 1 of 3", PageNumber(1, 3)),
        ("PELLWORTH, I.   QX-2016-1        P.02/03", PageNumber(2, 3)),
        ("COBBLE HILL   PELLWORTH, INES   05/03/2016   [2/2]", PageNumber(2, 2)),
        ("(Form rev. 02/2014)   Page 2 of 2", PageNumber(2, 2)),
        ("Pellworth   May 3, 2016   -2-", PageNumber(2)),
        ("Pellworth, I.  May 3, 2016  2", PageNumber(2)),
        ("Pellworth QX-1 page 2", PageNumber(2)),
        ("Lantern Group   Pellworth, Ines   02/21/2013   1/1", PageNumber(1, 1)),
        ("7", PageNumber(7)),
        ("Pain 7/10", None),
        ("VITALS 0318: Pain 9/10", None),
        ("PANEL QME RE-EVALUATION (pages 6-13 of 22)", None),
        ("MTUS Chronic Pain Guidelines, page 46", None),
        ("Page 4 of 3", None),
        ("Visits attended 12 of 12, 12/09/2019 to 02/21/2020", None),
    ],
)
def test_a_page_says_its_number_in_many_ways(
    line: str, number: PageNumber | None
) -> None:
    assert number_in(line) == number


@pytest.mark.parametrize(
    ("line", "stamp", "number"),
    [
        (
            "FAX 06/13/2016 08:51 FROM: KELP COVE TO: 13105550171 PAGE 01/02",
            True,
            (1, 2),
        ),
        ("2016-02-26 11:31 Lantern Pain 1/9", True, (1, 9)),
        ("JUL-14-2016 17:48 LANTERN PAIN -> GRANGE MUTUAL 1/5", True, (1, 5)),
        ("SEP-22-2016  03:02 PM   LANTERN   3105550161     P.01", True, (1, None)),
        ("Received via eFax 02/05/2016 06:12 AM   pg 1 of 1", True, (1, 1)),
        ("WEB PORTAL    Print date: 02/03/2016    user: OPAL", True, None),
        ("Arrival: 07/08/2016 03:12       Mode: private car", False, None),
        ("LANTERN PAIN GROUP   Encounter 02/10/2016 10:40", False, None),
    ],
)
def test_lines_of_a_transmission_are_told_from_the_document(
    line: str, stamp: bool, number: tuple[int, int | None] | None
) -> None:
    assert is_stamp(line, words_of(line)) is stamp
    if stamp:
        found = stamped_number(line)
        assert (found and (found.n, found.of)) == number
