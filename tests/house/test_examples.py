"""The example papers are what their sources say."""

from pathlib import Path

import pypdfium2
import pytest
from examples.build import FILES, build

from .source import ROOT

CASE = ROOT / "examples" / "case"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    build(folder)
    return folder


def _pages(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("name", FILES)
def test_a_committed_paper_says_what_its_source_says(rebuilt: Path, name: str) -> None:
    """Bytes may differ between versions of typst; the words and pages may not."""
    assert _pages(CASE / name) == _pages(rebuilt / name)


@pytest.mark.parametrize("name", FILES)
def test_building_twice_writes_the_same_bytes(
    rebuilt: Path, tmp_path: Path, name: str
) -> None:
    build(tmp_path)

    assert (tmp_path / name).read_bytes() == (rebuilt / name).read_bytes()


def test_every_paper_is_on_us_letter_paper() -> None:
    sizes = set()
    for name in FILES:
        with pypdfium2.PdfDocument(CASE / name) as document:
            sizes |= {page.get_size() for page in document}

    assert sizes == {(612.0, 792.0)}


def test_the_case_folder_holds_the_built_papers_and_nothing_else() -> None:
    assert sorted(file.name for file in CASE.iterdir()) == sorted(FILES)
