"""Whether a determination may be told to anybody, and as what."""

from openimr.domain import Determination, ItemDetermination
from openimr.errors import WhatIfError

_DECIDED = {"final", "signed"}


def is_draft(determination: Determination) -> bool:
    """Tell whether nobody has decided yet; an unknown status is a draft.

    Raises:
        WhatIfError: it answers a what-if, which nobody shall take for a decision.
    """
    if determination.what_if:
        cure = "Explain the determination of the case as it is."
        raise WhatIfError("determination.json", "it answers a what-if", cure)
    return determination.status.strip().lower() not in _DECIDED


def requested(item: ItemDetermination, unnamed: str) -> str:
    """Return the words of the request on one line, or ``unnamed`` if there are none."""
    return " ".join(item.requested.split()) or unnamed
