"""What reports call a treatment by: the form of a drug; and letters that name none."""

import re
from collections.abc import Iterable, Iterator

from .medications.mentions import Mention
from .pages import ReadPage
from .scan import NamedTreatment
from .subjects import Named, Subject

_BESIDE = 14
"""Characters between a form and the name of the drug that it is of."""

_CREDENTIAL = re.compile(r"[A-Z][a-z]+,\s*\Z")
"""Before "PT": a name, so that it is a therapist and no therapy."""

_TITLES = frozenset({"pt", "dpt", "ot", "otr", "pta"})


def by_form(
    subject: Subject, page: ReadPage, sentence: int, mentions: Iterable[Mention]
) -> Iterator[Named]:
    """Yield "the patch" where no other drug's name stands beside it."""
    if subject.form is None:
        return
    whole = page.sentences[sentence]
    form = re.compile(rf"\b{subject.form}(?:e?s)?\b(?! of\b)")
    for match in form.finditer(page.low, whole.start, whole.end):
        beside = (
            each
            for each in mentions
            if each.hit.start - _BESIDE <= match.end()
            and match.start() <= each.hit.end + _BESIDE
        )
        if all(each.drug == subject.drug for each in beside):
            yield Named(match.start(), match.end(), drug=subject.drug)


def is_title(page: ReadPage, name: NamedTreatment) -> bool:
    """Tell whether letters are what stands behind a name: "Ann Orr, PT"."""
    if page.low[name.start : name.end] not in _TITLES:
        return False
    text = page.clean.text
    return _CREDENTIAL.search(text, max(0, name.start - 24), name.start) is not None
