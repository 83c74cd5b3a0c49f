"""A small corpus for the library: the example letters, and copies of later years."""

import re
from pathlib import Path

from django.test import Client

from openimr.casework.corpus_build import build_corpus
from openimr.corpus.building import BuildOptions

LETTERS = Path(__file__).parents[3] / "examples" / "letters"
COPIES = 14
HIT = re.compile(r'href="(/library/letters/[0-9a-f]+/)#item-(\d+)"')
"""A hit on a page, by its letter's address and its number in it."""


def build(folder: Path) -> Path:
    """Return the folder of a corpus of every example letter and its copies."""
    sources = folder / "letters"
    sources.mkdir()
    for path in sorted(LETTERS.glob("*.txt")):
        words = path.read_text("utf-8")
        for copy in range(COPIES):
            number = f"CM{14 + copy % 3}-0{copy:02}{path.stem[-4:]}"
            told = words.replace(path.stem, number)
            told = told.replace("Decision Date: 10/06/2014", _decided(copy))
            (sources / f"{number}.txt").write_text(told, "utf-8")
    made = folder / "corpus"
    build_corpus([str(sources)], made, BuildOptions(workers=0))
    return made


def _decided(copy: int) -> str:
    return f"Decision Date: 10/{copy + 1:02}/{2014 + copy % 3}"


def words(address: str, **asked: str | int | list[str]) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()
