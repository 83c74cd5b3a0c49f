"""Items alike but decided otherwise, and specialties held against the others."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from openimr.corpus.consistency.marks import mark_part
from openimr.corpus.consistency.parts import Job, worked
from openimr.corpus.consistency.specialties import agreements
from openimr.corpus.consistency.twins import Twins, opposite_twins
from openimr.corpus.store import Corpus
from openimr.errors import InputError, UnreadableFileError
from tests.corpus.precedents.making import Made, made_corpus

STORY = (
    "The worker strained her lower back while lifting boxes, was treated with therapy "
    "and tablets, reports pain radiating towards the left thigh, and examination shows "
    "tenderness without spasm. "
)
MORE = "Walking tolerance reached two miles after eight visits."
MET = {"spasm": "met"}
NOT = {"spasm": "not_met"}
JOB = Job(
    table="marks",
    reads=("letters", "items"),
    edition="1",
    work=partial(mark_part, names=frozenset({"baclofen"})),
)
UPHELD = Made(
    name="a",
    decision="upheld",
    summary=STORY,
    criteria=MET,
    columns={"specialty": "Neurology"},
)
OVERTURNED = Made(
    name="b",
    decision="overturned",
    summary=f"{STORY} {MORE}",
    criteria=MET,
    columns={"specialty": "Pain Medicine"},
)


def twins_of(corpus: Corpus) -> Twins:
    return opposite_twins(corpus, worked(corpus, JOB))


def test_opposite_twins_are_found_and_their_differences_told(tmp_path: Path) -> None:
    found = twins_of(made_corpus([UPHELD, OVERTURNED], tmp_path))

    [pair] = found.pairs
    assert [twin.item for twin in pair.twins] == ["a-1", "b-1"]
    assert [twin.decision for twin in pair.twins] == ["upheld", "overturned"]
    assert [twin.only_here for twin in pair.twins] == [(), (MORE,)]
    assert [(d.column, d.values) for d in pair.differs] == [
        ("specialty", ("Neurology", "Pain Medicine"))
    ]
    assert pair.criteria == 1
    assert 0.6 < pair.alike < 0.9
    assert (found.found, found.among, found.weighed) == (1, 2, 2)


@pytest.mark.parametrize(
    "other",
    [
        replace(OVERTURNED, decision="upheld"),
        replace(OVERTURNED, criteria=NOT),
        replace(OVERTURNED, columns={"strength": "20 mg"}),
        replace(OVERTURNED, columns={"quantity": 120}),
        replace(OVERTURNED, columns={"treatment": "soma"}),
        replace(OVERTURNED, columns={"drug": "soma"}),
        replace(OVERTURNED, summary="Neck stiffness following a rear-end collision."),
        replace(OVERTURNED, summary=""),
        replace(OVERTURNED, decision=None),
    ],
)
def test_what_differs_in_more_than_the_outcome_is_no_twin(
    other: Made, tmp_path: Path
) -> None:
    assert twins_of(made_corpus([UPHELD, other], tmp_path)).pairs == ()


def test_a_quantity_of_the_same_class_is_alike(tmp_path: Path) -> None:
    other = replace(OVERTURNED, columns={"quantity": 45})

    [pair] = twins_of(made_corpus([UPHELD, other], tmp_path)).pairs

    assert ("quantity", ("60", "45")) in [(d.column, d.values) for d in pair.differs]


def test_without_a_replay_criteria_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD, OVERTURNED], tmp_path, replayed=False)

    found = twins_of(corpus)

    assert (len(found.pairs), found.weighed, found.pairs[0].criteria) == (1, 0, 0)


def test_each_item_stands_with_its_most_similar_opposite(tmp_path: Path) -> None:
    nearer = replace(UPHELD, name="c", summary=f"{STORY} {MORE}")

    found = twins_of(made_corpus([UPHELD, OVERTURNED, nearer], tmp_path))

    assert [{twin.item for twin in pair.twins} for pair in found.pairs] == [
        {"b-1", "c-1"}
    ]
    assert found.pairs[0].alike == 1.0


def test_other_letters_and_the_order_of_parts_change_no_pair(tmp_path: Path) -> None:
    other = Made(name="z", decision="upheld", columns={"treatment": "lumbar_mri"})
    one = twins_of(made_corpus([UPHELD, OVERTURNED], tmp_path / "a"))
    two = twins_of(made_corpus([OVERTURNED, other, UPHELD], tmp_path / "b", parts=3))

    assert one.pairs == two.pairs


def test_an_empty_corpus_has_no_twins(tmp_path: Path) -> None:
    assert twins_of(made_corpus([], tmp_path)) == Twins(
        pairs=(), found=0, among=0, weighed=0
    )


def specialty(name: str, upheld: int, overturned: int, family: str) -> list[Made]:
    return [
        Made(
            name=f"{name}{family}{n}",
            decision="upheld" if n < upheld else "overturned",
            columns={"specialty": name, "treatment": family},
        )
        for n in range(upheld + overturned)
    ]


def test_a_specialty_is_held_against_the_others_on_the_same_mix(tmp_path: Path) -> None:
    made = [
        *specialty("A", 15, 5, "x"),  # the others uphold 18 of 20
        *specialty("B", 18, 2, "x"),
        *specialty("A", 4, 16, "y"),  # the others overturn 15 of 20
        *specialty("B", 5, 15, "y"),
    ]

    found = agreements(made_corpus(made, tmp_path, replayed=False))

    one, other = found.specialties
    assert (one.specialty, one.items, one.agreeing) == ("A", 40, 31)
    assert one.share == pytest.approx(0.775)
    assert (round(one.low, 4), round(one.high, 4)) == (0.6250, 0.8768)
    assert one.expected == pytest.approx((18 + 15) / 40)
    assert other.agreeing == 33
    assert other.expected == pytest.approx((15 + 16) / 40)
    assert not found.by_profile


def test_small_specialties_and_strata_without_others_are_not_shown(
    tmp_path: Path,
) -> None:
    made = [
        *specialty("A", 12, 3, "x"),
        *specialty("B", 12, 0, "x"),
        *specialty("C", 10, 0, "x"),
        *specialty("B", 30, 0, "y"),
    ]

    found = agreements(made_corpus(made, tmp_path, replayed=False))

    assert [(each.specialty, each.items) for each in found.specialties] == [
        ("A", 15),
        ("B", 12),
    ]
    assert found.suppressed == 1


def test_strata_are_profiles_after_a_replay(tmp_path: Path) -> None:
    weighed = [replace(each, criteria=MET) for each in specialty("A", 12, 0, "x")]
    open_ = [replace(each, criteria=NOT) for each in specialty("B", 12, 0, "x")]

    found = agreements(made_corpus([*weighed, *open_], tmp_path))

    assert (found.specialties, found.by_profile) == ((), True)


def test_marks_of_a_part_are_made_once(tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD, OVERTURNED], tmp_path, parts=2)
    files = worked(corpus, JOB)
    before = [file.stat().st_mtime_ns for file in files]

    again = worked(corpus, JOB)

    assert again == files
    assert [file.stat().st_mtime_ns for file in again] == before


def test_marks_of_a_changed_part_or_of_another_edition_are_made_anew(
    tmp_path: Path,
) -> None:
    worked(made_corpus([UPHELD], tmp_path), JOB)
    corpus = made_corpus([UPHELD, OVERTURNED], tmp_path)

    told: list[tuple[int, int]] = []
    worked(corpus, JOB, report=lambda *both: told.append(both))
    worked(corpus, replace(JOB, edition="2"), report=lambda *both: told.append(both))

    assert told == [(0, 1), (1, 1)] * 2
    assert twins_of(corpus).found == 1


def test_files_of_parts_that_are_gone_go_too(tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD, OVERTURNED], tmp_path, parts=2)
    worked(corpus, JOB)
    for table in ("letters", "items"):
        (tmp_path / table / "part-1.parquet").unlink()

    worked(corpus, JOB)

    assert [path.name for path in (tmp_path / "marks").iterdir()] == ["part-0.parquet"]


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    made = [UPHELD, OVERTURNED]
    one = worked(made_corpus(made, tmp_path / "a", parts=2), JOB)
    two = worked(made_corpus(made, tmp_path / "b", parts=2), JOB, 2)

    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"\x00" * 99])
def test_a_damaged_part_is_told(data: bytes, tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD], tmp_path)
    (tmp_path / "items" / "part-0.parquet").write_bytes(data)

    with pytest.raises(InputError, match=r"part-0: this part .* is damaged"):
        worked(corpus, JOB)


def test_a_missing_file_of_a_part_is_told(tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD], tmp_path)
    (tmp_path / "items" / "part-0.parquet").unlink()

    with pytest.raises(UnreadableFileError, match="part-0"):
        worked(corpus, JOB)
