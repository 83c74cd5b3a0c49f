"""Denied, possible, supposed, told as past, of others: what a sentence says of things.

In the tables ``[words]`` are said to be what the table's name says, and ``{words}`` are
affirmed.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import Assertion
from openimr.text import PRECEDENCE, Scope, assertion_at, covering, scopes

from .marked import read_marked

DENIED = [
    "There is no muscle [guarding].",
    "No [spasm] is felt on either side.",
    "Palpation shows no [tenderness], [spasm], or [trigger points] today.",
    "She denies [numbness] but has {spasm}.",
    "Denies [fever], [chills], [night sweats].",
    "[Guarding]: none",
    "[Spasm] - negative",
    "ROS: [Muscle cramps] - no",
    "[Spasms]: Denies",
    "[Surgery]: none. {Massage} helps.",
    "Fever no. [Cough] no.",
    "[Spasm] [-] [-]",
    "Cramps (-), [spasm] (-)",
    "[-] [fever] [-] [chest pain] [+] {constipation}",
    "without evidence of [spasticity]",
    "Negative for [spasm] and [atrophy]",
    "The back is free of [spasm].",
    "Neither [spasm] nor [guarding] was found.",
    "The claimant has neither [sclerosis] nor a [cord injury].",
    "[Spasm] was neither seen nor felt.",
    "[Fracture] was ruled out.",
    "MRI ruled out [fracture].",
    "[Spasm] is absent today.",
    "He is not on a [muscle relaxant] now.",
    "The patient does not currently take [baclofen] or [tizanidine].",
    "He has not had [therapy], [injections] or [surgery].",
    "I could not feel any [spasm].",
    "He no longer takes [cyclobenzaprine].",
    "[Lumbar spasm] is no longer present.",
    "No [clonus], no [spasticity]; {reflexes} 2+",
    "Abdomen: soft, no [guarding], {mild pain} low down without [rebound].",
    "Lungs clear, no [wheezes], [rales] or [rhonchi].",
    "[Hoffmann] negative, {Babinski} positive.",
    "[Straight leg raise] is negative bilaterally.",
    "Negative [straight leg raise] bilaterally.",
    "A second [injection] is not planned.",
    "She is not a candidate for [surgery].",
    "There is no [improvement] in function with {baclofen}.",
    "She did not get [relief] with {tizanidine}.",
    "No [side effects] from {tizanidine}.",
    "{Muscles} are tight, but no [spasm].",
    "non-[tender] back",
    "He doesn't have [spasms].",
    "He doesnt have [spasms].",
    "[Pain]-free since then.",
    "Nor is there [weakness].",
    "He used ice rather than [baclofen].",
    "[Depression]: denied by the patient.",
    "There was no [spasticity] or [clonus] noted on examination.",
    "There is no [atrophy], [spasm], or [deformity]; {sensation} is intact.",
    "She has had no trial of [acetaminophen] or [NSAIDs].",
    "Patient denies history of [bleeding].",
    "{Tenderness} was noted on the left, [spasm] none",
]
SILENT_RECORDS = [
    "There is no documentation of [spasm].",
    "The records do not show [spasm].",
    "The chart does not show that the patient has [spasticity].",
    "[Spasm] is not documented.",
    "No mention of [spasm] is made in the notes.",
    "The submitted reports fail to document [functional gain].",
    "There was insufficient documentation of [earlier treatment].",
]
AFFIRMED = [
    "There has been no change in her {spasm}.",
    "Not only {spasm} but also {guarding} was felt.",
    "There is no increase in {spasm}.",
    "She walks without difficulty and has {spasm}.",
    "The {spasm} has not resolved.",
    "The {spasm} did not improve.",
    "{Spasm} persists and has not gone away.",
    "{Baclofen} is not helping.",
    "He does not tolerate {baclofen}.",
    "He has not been helped by {ibuprofen}.",
    "She does not deny {spasm}.",
    "There is no doubt that {spasm} is there.",
    "{Flexeril} 7.5 mg #60 no refills",
    "He has {pain} with and without {baclofen}.",
    "[ ] Yes [X] No {Spasm} on the left.",
    "Case No. 5 with {spasm}",
    "There is {numbness} that was not there in July.",
    "{Ibuprofen} prn, {heat} prn {baclofen} 10 mg",
    "He has no relief of his {spasms}.",
    "{Spasm} without change.",
    "For two weeks he has had {spasm}.",
    "She has a three week history of {spasm}.",
    "{Pain} began after a fall.",
    "He lives with his mother and has {spasm}.",
    "His wife says he has {spasms}.",
    "{Spasm} was noted on the left, none on the right.",
    "No atrophy; {spasm} of the trapezius is seen.",
    "no acute distress, positive {spasm}",
    "no deformity, {spasm} present",
    "He continues to have {muscle spasms} despite {baclofen}.",
    "The patient has been taking {baclofen} since 2012.",
    "He gets {spasms} two or three times a week, not every day.",
    "{NSAIDs} were tried and did not help.",
    "{Ibuprofen} failed to relieve his {pain}.",
    "{Baclofen} 10 mg #90 is not medically necessary",
    "She has {pain} since an accident years ago.",
]
POSSIBLE = [
    "[Fracture] cannot be ruled out.",
    "We cannot rule out [fracture].",
    "Possible [spasticity], {pain}",
    "This may represent [spasticity].",
    "[Fracture] is suspected.",
    "{Pain}, r/o [fracture]",
    "It is unclear whether [spasm] is the cause.",
    "suspicious for [fracture]; {pain}",
]
SUPPOSED = [
    "If a real [cramp] ever sets in he may call.",
    "Return if [spasm] worsens.",
    "Should [spasm] recur he may take [baclofen].",
    "If [spasm] were to return, a course of [baclofen] might be used.",
    "{Baclofen} as needed for [spasm]",
    "{Tizanidine} 4 mg #30 prn [muscle spasms]",
    "{Baclofen} in case of [spasm].",
    "MRI to rule out [fracture]; {pain}",
    "I would consider [tizanidine] next.",
    "{Baclofen} may cause [drowsiness].",
    "He was warned about [drowsiness].",
    "{Baclofen} to prevent [spasm]",
]
PAST = [
    "He had [spasm] in 2007.",
    "In 2007 he had [spasm].",
    "She had [cramps] in the first months, which the notes describe.",
    "He had [cramps], and these cleared over the summer.",
    "[Spasm] resolved.",
    "The patient had [spasms], which resolved.",
    "history of [spasm]",
    "a history of [stroke], [gout], and [spasm] who presents with {pain}",
    "status post [fusion] with {pain}",
    "previous [laminectomy], {pain}",
    "Three years ago he had [spasm].",
    "He has tried [naproxen] in the past.",
    "She had good [relief] with massage in 2009.",
    "[Naproxen] was taken for most of 2007; {pain} goes on.",
    "[Baclofen] was discontinued due to {drowsiness}.",
    "[spasm] gone",
    "He has had no further [spasm].",
    "PAST MEDICAL HISTORY: [stroke], [gout].",
    "Past medications: [naproxen], [Flexeril]",
]
FAMILY = [
    "FAMILY HISTORY: [Sclerosis] in mother.",
    "An uncle on that side with [sclerosis].",
    "His mother has [sclerosis].",
    "Mother: [diabetes].",
    "[Sclerosis] (mother)",
    "[Gout] runs in the family.",
    "A brother was hospitalised for [depression].",
    "No family history of [sclerosis].",
]
OF_OTHERS = [
    "His wife takes [Flexeril].",
    "Her husband has [spasms] and uses [baclofen].",
    "The guidelines recommend that [spasm] be shown.",
    "It is meant for patients with [spasticity].",
]
TABLES = {
    Assertion.NEGATED: [*DENIED, *SILENT_RECORDS],
    Assertion.AFFIRMED: AFFIRMED,
    Assertion.POSSIBLE: POSSIBLE,
    Assertion.HYPOTHETICAL: SUPPOSED,
    Assertion.HISTORICAL: PAST,
    Assertion.FAMILY: FAMILY,
    Assertion.OTHER: OF_OTHERS,
}
CASES = [(said, text) for said, table in TABLES.items() for text in table]


@pytest.mark.parametrize(("said", "example"), CASES, ids=[text for _, text in CASES])
def test_a_sentence_says_of_each_thing_what_a_reader_takes_from_it(
    said: Assertion, example: str
) -> None:
    sentence, mentions = read_marked(example)
    known = scopes(sentence)

    found = {sentence[a:b]: assertion_at(known, a, b)[0].value for a, b, _ in mentions}

    assert found == {
        sentence[a:b]: said.value if inside else "affirmed" for a, b, inside in mentions
    }


@pytest.mark.parametrize("example", SILENT_RECORDS)
def test_silence_of_the_records_is_told_from_a_denial(example: str) -> None:
    sentence, mentions = read_marked(example)
    start, end, _ = mentions[0]

    scope = assertion_at(scopes(sentence), start, end)[1]

    assert scope is not None
    assert scope.of_records


@pytest.mark.parametrize(
    ("sentence", "ended"),
    [("The spasm has resolved", True), ("a history of spasm", False)],
)
def test_a_thing_that_is_over_is_told_from_one_that_was(
    sentence: str, *, ended: bool
) -> None:
    start = sentence.index("spasm")

    scope = assertion_at(scopes(sentence), start, start + 5)[1]

    assert scope is not None
    assert scope.ended is ended


def test_a_year_is_past_only_once_it_is_over() -> None:
    sentence = "He had spasm in 2014"

    assert assertion_at(scopes(sentence), 7, 12)[0] is Assertion.HISTORICAL
    assert assertion_at(scopes(sentence, year=2015), 7, 12)[0] is Assertion.HISTORICAL
    assert assertion_at(scopes(sentence, year=2014), 7, 12)[0] is Assertion.AFFIRMED


def test_a_scope_names_its_cue_as_written_and_where_it_stands() -> None:
    sentence = "There is NO  Evidence of spasm"

    assert scopes(sentence) == (
        Scope(
            start=25,
            end=30,
            assertion=Assertion.NEGATED,
            cue="NO  Evidence of",
            cue_start=9,
            cue_end=24,
        ),
    )


def test_a_mention_that_holds_the_cue_itself_is_not_governed_by_it() -> None:
    sentence = "neck supple, no swelling"

    assert assertion_at(scopes(sentence), 0, len(sentence))[0] is Assertion.AFFIRMED


def test_a_sentence_without_cues_has_no_scopes() -> None:
    assert scopes("Baclofen 10 mg three times daily") == ()
    assert scopes("") == ()


def test_of_several_scopes_the_strongest_counts_and_all_can_be_had() -> None:
    sentence = "If his mother had no history of spasm"
    known = scopes(sentence)
    start = sentence.index("spasm")

    over = [scope.assertion for scope in covering(known, start, start + 5)]

    assert over == sorted(over, key=PRECEDENCE.index)
    assert over[0] is Assertion.FAMILY
    assert set(over) == {
        Assertion.FAMILY,
        Assertion.HYPOTHETICAL,
        Assertion.NEGATED,
        Assertion.HISTORICAL,
    }


def test_every_assertion_but_the_plain_one_has_its_rank() -> None:
    assert set(PRECEDENCE) == set(Assertion) - {Assertion.AFFIRMED}


WORDS = st.lists(
    st.sampled_from(
        (
            "no not without denies , . ; : ( ) [-] (-) - and or but which history of "
            "in 2007 3 years ago spasm pain mother has wife takes if should return for "
            "is was resolved these cleared negative none never neither nor A: prn \n İ"
        ).split(" ")
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=40)))
def test_scopes_of_any_text_lie_inside_it_and_are_never_blank(sentence: str) -> None:
    for scope in scopes(sentence):
        words = sentence[scope.start : scope.end]

        assert words
        assert words == words.strip()
        assert sentence[scope.cue_start : scope.cue_end] == scope.cue
        assert 0 <= scope.start < scope.end <= len(sentence)


@given(WORDS)
def test_the_same_sentence_always_gives_the_same_scopes(sentence: str) -> None:
    assert scopes(sentence) == scopes(sentence)
