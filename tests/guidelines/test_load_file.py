"""What a family file becomes, and rules that are refused as a whole."""

from pathlib import Path

import pytest

from openimr.domain import Finding, ItemKind, Mark, Needs, Operator, Phase, Quantity
from openimr.errors import (
    EmptyInputError,
    KnowledgeError,
    MissingInputError,
    UnreadableFileError,
)
from openimr.guidelines import check, load_file

from .willow import FAMILY, write


def test_a_sound_file_becomes_a_family(tmp_path: Path) -> None:
    family = load_file(write(tmp_path, FAMILY))

    assert family.treatment.id == "willow"
    assert family.treatment.kind is ItemKind.DRUG
    assert family.treatment.examples == ("Willow bark 200 mg #30",)
    (edition,) = family.editions
    assert (edition.pages, edition.pages_mark) == ("12-13", Mark.UNVERIFIED)
    assert edition.required is not None
    assert edition.required.needs is Needs.ALL
    flare, weeks = edition.required.criteria()
    assert (flare.id, flare.met) == ("willow.flare", "an acute flare is documented")
    assert weeks.limit is not None
    assert (weeks.limit.operator, str(weeks.limit.bound), weeks.limit.mark) == (
        Operator.AT_MOST,
        "2 weeks",
        Mark.VERIFIED,
    )
    (example,) = family.examples
    assert example.phase is Phase.INITIAL
    assert example.answers == (
        ("acute_exacerbation", Finding.PRESENT, None),
        ("duration_of_use", Finding.PRESENT, Quantity(1.5, "weeks")),
    )


def test_a_wish_for_absence_turns_the_default_clauses_round(tmp_path: Path) -> None:
    text = FAMILY.replace(
        "          fact: acute_exacerbation\n",
        "          fact: opioid_use_current\n          wanted: false\n",
    ).replace("acute_exacerbation: present, ", "")

    edition = load_file(write(tmp_path, text)).editions[0]

    assert edition.required is not None
    rule = next(edition.required.criteria())
    assert (rule.wanted, rule.met, rule.unmet) == (
        False,
        "no opioid is taken",
        "an opioid is taken at the same time",
    )


def test_two_editions_of_one_guideline_may_not_overlap(tmp_path: Path) -> None:
    head, rest = FAMILY.split("editions:\n")
    edition, examples = rest.split("examples:\n")
    twice = f"{head}editions:\n{edition}{edition}examples:\n{examples}"

    with pytest.raises(KnowledgeError) as caught:
        load_file(write(tmp_path, twice))

    assert str(caught.value) == (
        f"{tmp_path / 'willow.yaml'}:24: two editions of mtus_cp_2009 overlap.  "
        "Part their days."
    )


def test_editions_of_one_guideline_may_follow_each_other(tmp_path: Path) -> None:
    head, rest = FAMILY.split("editions:\n")
    edition, examples = rest.split("examples:\n")
    first = edition.replace("    note:", "    until: 2012-12-31\n    note:")
    second = edition.replace("    note:", "    since: 2013-01-01\n    note:")

    family = load_file(
        write(tmp_path, f"{head}editions:\n{first}{second}examples:\n{examples}")
    )

    assert [(str(e.since), str(e.until)) for e in family.editions] == [
        ("2009-07-18", "2012-12-31"),
        ("2013-01-01", "2016-07-28"),
    ]


@pytest.mark.parametrize(
    ("tree", "phase"),
    [
        ("all", "initial"),
        ("any", "initial"),
    ],
)
def test_rules_that_ask_nothing_in_a_phase_are_refused(
    tmp_path: Path, tree: str, phase: str
) -> None:
    text = FAMILY.replace("      all:\n", f"      {tree}:\n").replace(
        "          mark:", "          phase: continuation\n          mark:"
    )

    with pytest.raises(KnowledgeError) as caught:
        load_file(write(tmp_path, text))

    assert str(caught.value) == (
        f"{tmp_path / 'willow.yaml'}:14: a group asks nothing of an {phase} request.  "
        "Add a criterion without 'phase', or one of that phase."
    )


def test_a_way_that_would_be_met_by_everybody_in_a_phase_is_refused(
    tmp_path: Path,
) -> None:
    way = (
        "      any:\n"
        "        - all: [{use: functional_improvement.gain}]\n"
        "        - id: flare\n"
    )
    text = FAMILY.replace("      all:\n        - id: flare\n", way)

    with pytest.raises(KnowledgeError, match="a group asks nothing of an initial"):
        load_file(write(tmp_path, text))


def test_one_fact_is_asked_in_one_way_within_an_edition(tmp_path: Path) -> None:
    rule = (
        "        - use: muscle_relaxant_general.second_line\n"
        "        - id: other\n"
        "          statement: An antidepressant was tried.\n"
        "          fact: first_line_drug_failed\n"
        "          mark: UNVERIFIED\n"
        "        - id: flare\n"
    )
    text = FAMILY.replace("        - id: flare\n", rule)

    with pytest.raises(KnowledgeError) as caught:
        load_file(write(tmp_path, text))

    assert str(caught.value) == (
        f"{tmp_path / 'willow.yaml'}:7: 'muscle_relaxant_general.second_line' and "
        "'willow.other' name different drugs for 'first_line_drug_failed'.  "
        "Name them once under 'answered_by'."
    )


def test_rules_that_include_each_other_are_refused(tmp_path: Path) -> None:
    text = FAMILY.replace("id: willow", "id: muscle_relaxant_general", 1)
    use = "        - use: baclofen\n        - id: flare\n"
    text = text.replace("        - id: flare\n", use)

    with pytest.raises(KnowledgeError, match="its rules include themselves"):
        load_file(write(tmp_path, text))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        load_file(tmp_path / "nowhere.yaml")
    with pytest.raises(UnreadableFileError):
        load_file(tmp_path)


def test_check_names_every_file_at_fault(tmp_path: Path) -> None:
    write(tmp_path, FAMILY, "good.yaml")
    write(tmp_path, FAMILY.replace("kind: drug", "kind: herb"), "bad.yaml")
    write(tmp_path, "- 1\n", "worse.yaml")

    faults = check(tmp_path)

    assert [str(fault).split(": ")[0] for fault in faults] == [
        f"{tmp_path / 'bad.yaml'}:3",
        f"{tmp_path / 'worse.yaml'}:1",
    ]
    assert check(tmp_path / "good.yaml") == ()
    assert check() == ()


def test_check_names_all_faults_of_a_file_with_their_lines(tmp_path: Path) -> None:
    lines = FAMILY.splitlines()
    at = [n for n, line in enumerate(lines, start=1) if "statement:" in line]
    assert len(at) > 1
    for number in (at[0], at[-1]):
        lines[number - 1] = lines[number - 1].rstrip(".") + " without an end"
    kind = next(n for n, line in enumerate(lines, start=1) if line.startswith("kind:"))
    lines[kind - 1] = "kind: herb"

    faults = check(write(tmp_path, "\n".join(lines) + "\n"))

    told = sorted(int(str(fault).split(": ")[0].rsplit(":", 1)[1]) for fault in faults)
    assert told == [kind, at[0], at[-1]]


def test_check_needs_something_to_check(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        check(tmp_path)
    with pytest.raises(MissingInputError):
        check(tmp_path / "nowhere")
