"""The words and figures of ``wordings.yaml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """What is masked in rationales, and from when on texts are alike."""

    names: frozenset[str]
    says: frozenset[str]
    case: frozenset[str]
    quoted: int
    masked: frozenset[str]
    titles: tuple[str, ...]
    run: int
    least: int
    alike: float
    letters: int
    twins: float
    amounts: tuple[int, ...]


def data() -> dict[str, Any]:
    """Return the data file as it stands, its examples included."""
    text = files(__package__).joinpath("wordings.yaml").read_text("utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


@cache
def wordings() -> Wordings:
    """Return the words and figures that ship with the package."""
    known = data()
    guideline, boilerplate = known["guideline"], known["boilerplate"]
    return Wordings(
        names=frozenset(guideline["names"]),
        says=frozenset(guideline["says"]),
        case=frozenset(guideline["case"]),
        quoted=guideline["quoted"],
        masked=frozenset(known["months"]),
        titles=tuple(known["titles"]),
        run=boilerplate["run"],
        least=boilerplate["least"],
        alike=boilerplate["alike"],
        letters=boilerplate["letters"],
        twins=known["twins"]["alike"],
        amounts=tuple(known["amounts"]),
    )
