"""Profiles that were made for a question, kept in the corpus for the next one.

One small file an item, named by what made it and by the item's id: writing it twice
gives the same bytes, and a file that cannot be read is made anew.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path

from openimr.corpus.store import Corpus
from openimr.errors import OutputError
from openimr.letters.placing import place_files

from .asking import Names, Point, Profiler, Unprofiled
from .reading import Words

FOLDER = "profiles"
_FIELDS = {each.name for each in fields(Point)}


def made_points(
    corpus: Corpus, wanted: Sequence[Words], names: Names, profiler: Profiler
) -> list[tuple[str, Point]]:
    """Return the criteria of items that no replay has weighed, weighed now or before.

    A corpus that cannot be written is answered from all the same.
    """
    found = []
    for words in wanted:
        place = _place(corpus.folder, names.edition, words)
        points = _read(place)
        if points is None:
            points = profiler(_unprofiled(words))
            data = json.dumps([asdict(point) for point in points]).encode()
            # The next question then waits as long as this one did; nothing is lost.
            with suppress(OutputError):
                place_files({place.name: data}, place.parent)
        found += [(words.item, point) for point in points]
    return found


def _place(folder: Path, edition: str, words: Words) -> Path:
    made_by = sha256(edition.encode()).hexdigest()[:12]
    return folder / FOLDER / made_by / words.item[:2] / f"{words.item}.json"


def _read(place: Path) -> tuple[Point, ...] | None:
    try:
        data = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, list):
        return None
    if not all(isinstance(each, dict) and set(each) == _FIELDS for each in data):
        return None
    return tuple(Point(**each) for each in data)


def _unprofiled(words: Words) -> Unprofiled:
    return Unprofiled(
        item=words.item,
        requested=words.requested,
        summary=words.summary,
        ur_date=words.ur_date,
        decision_date=words.decision_date,
    )
