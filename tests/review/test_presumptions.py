"""What an approval presumes is told in the rationale, before the conclusion."""

import dataclasses

from openimr.domain import Criterion, Fact, Finding, Group, ItemDetermination, Needs
from openimr.review import FileRead, determine

from .proposals import DAY, EDITION, FOUND, ITEM, SPASM, STANDARDS, passage

EARLIER = Criterion(
    id="x.earlier",
    statement="An earlier study is on file.",
    fact="prior_study",
    guideline="mtus",
    silent="no earlier study is on file",
)
CHANGED = Criterion(
    id="x.changed",
    statement="Findings have changed.",
    fact="progressive_change",
    guideline="mtus",
)


def _proposed(finding: Finding) -> ItemDetermination:
    gated = Group(needs=Needs.ALL, parts=(CHANGED,), when=EARLIER, silence_shuts=True)
    edition = dataclasses.replace(
        EDITION, required=Group(needs=Needs.ALL, parts=(SPASM, gated))
    )
    standards = dataclasses.replace(STANDARDS, editions=(edition,))
    passages = (passage("The MRI of May."),) if finding is Finding.PRESENT else ()
    change = finding if finding is Finding.PRESENT else Finding.SILENT
    facts = (
        FOUND,
        Fact(fact="prior_study", finding=finding, evidence=passages),
        Fact(fact="progressive_change", finding=change, evidence=passages),
    )
    return determine(ITEM, facts, standards, DAY, FileRead(documents=4))


def _presumes(item: ItemDetermination) -> list[str]:
    return [s.text for s in item.rationale if "presumed" in s.text]


def test_silence_that_helps_the_request_is_told_as_a_presumption() -> None:
    item = _proposed(Finding.SILENT)

    assert _presumes(item) == [
        "Where the records are silent this is presumed in favor of the request, for "
        "the reviewer to confirm: no earlier study is on file."
    ]
    assert "presumed" not in item.rationale[-1].text


def test_nothing_is_presumed_where_the_records_speak() -> None:
    assert _presumes(_proposed(Finding.PRESENT)) == []
