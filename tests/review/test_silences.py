"""A denial for silence names the page that has the words that were looked for."""

from dataclasses import replace

from openimr.domain import UNHEARD, CaseFile, Dispute, Fact, NearMiss, Verdict
from openimr.review.notices import notices

from .proposals import FOUND, LONG_USE, SHORT_USE, SILENT, passage, proposal, words

STRANGE = passage("Her back was all spasm words nobody had heard.", 7, "D3")
PLANNED = passage("Look for spasm next time", 4, "D2")
ASIDE = "supposed or planned, not said to be so"


def _unheard(*others: NearMiss) -> Fact:
    assert SILENT.searched is not None
    near = (*others, NearMiss(evidence=STRANGE, why=UNHEARD))
    return replace(SILENT, searched=replace(SILENT.searched, nearest=near))


def _told(*facts: Fact) -> list[str]:
    case = CaseFile(name="case", documents=(), pages=())
    found = notices(case, Dispute(), [proposal(*facts)])
    return [each.message for each in found if each.check == "silence-over-words"]


def test_the_rationale_tells_the_passage_before_those_that_were_set_aside() -> None:
    near = NearMiss(evidence=PLANNED, why=ASIDE)

    told = words(proposal(SHORT_USE, _unheard(near)))

    at = next(n for n, each in enumerate(told) if "silent on" in each)
    assert told[at].startswith("As far as their words were recognized, the records are")
    assert told[at + 1 : at + 3] == [
        "What comes nearest, “Her back was all spasm words nobody had heard” (D3 p. "
        "7), has words that were looked for, though no answer was recognized in them.",
        "The passage “Look for spasm next time” (D2 p. 4) is a plan or a supposition.",
    ]


def test_without_such_a_passage_silence_is_told_as_such() -> None:
    told = words(proposal(SHORT_USE, SILENT))

    assert any(each.startswith("The records are silent on") for each in told)


def test_who_reads_the_draft_is_sent_to_the_page() -> None:
    assert _told(SHORT_USE, _unheard()) == [
        "Item 1 rests on silence about muscle spasm, while D3 p. 7 has words that were "
        "looked for: read it first."
    ]
    assert _told(SHORT_USE, SILENT) == []


def test_a_denial_that_rests_on_something_else_sends_nobody() -> None:
    item = proposal(LONG_USE, _unheard())

    assert item.decided_by is not Verdict.NOT_DOCUMENTED
    assert _told(LONG_USE, _unheard()) == []
    assert _told(SHORT_USE, FOUND) == []
