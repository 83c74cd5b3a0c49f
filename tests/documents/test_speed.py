from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from openimr.documents import ReadingOptions, read_case

from .packets import PACKETS
from .paper import write_pdf

PAGES = [page for packet in PACKETS.values() for page in packet.pages] * 3


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "packet.pdf", PAGES)


def _bare(path: Path) -> int:
    """Take the text of every page and do nothing with it."""
    characters = 0
    with pdfium.PdfDocument(path) as document:
        for index in range(len(document)):
            page = document[index]
            layer = page.get_textpage()
            characters += len(layer.get_text_range())
            layer.close()
            page.close()
    return characters


@pytest.mark.benchmark(group="documents")
def test_bare_extraction_is_what_the_room_is_measured_against(
    benchmark: Callable[..., int], packet: Path
) -> None:
    assert benchmark(_bare, packet) > 1_000


@pytest.mark.benchmark(group="documents")
def test_a_packet_is_read_cut_named_and_dated(
    benchmark: Callable[..., int], packet: Path
) -> None:
    text_only = ReadingOptions(recognise=False)  # as the bare extraction

    assert benchmark(lambda: len(read_case(packet, text_only).pages)) == len(PAGES)
