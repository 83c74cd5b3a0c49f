"""``openimr guidelines`` as a user runs it."""

import json
from pathlib import Path

import pytest

from openimr.guidelines import load_library
from tests.guidelines.willow import FAMILY, write

from .running import EXAMPLE, openimr, openimr_itself


def _json(*words: str, itself: bool = False) -> object:
    run = openimr_itself if itself else openimr
    done = run("guidelines", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_list_counts_what_is_held_and_what_was_checked() -> None:
    listed = _json("list", itself=True)

    assert isinstance(listed, list)
    assert [each["id"] for each in listed] == [
        names.id for names in load_library().treatments()
    ]
    benzodiazepine = next(each for each in listed if each["id"] == "benzodiazepine")
    assert benzodiazepine["guidelines"][0] == "mtus_cp_2009"
    assert "acoem_2017" in benzodiazepine["gaps"]
    assert benzodiazepine["criteria"]["verified"] > 0
    assert benzodiazepine["criteria"]["UNVERIFIED"] > 0


def test_list_of_one_kind_holds_no_other() -> None:
    done = openimr("guidelines", "list", "--kind", "surgery")

    assert done.returncode == 0
    assert "lumbar_fusion  " in done.stdout
    assert "baclofen" not in done.stdout
    assert openimr("guidelines", "list", "--kind", "magic").returncode == 2


def test_show_cites_each_edition_and_marks_what_nobody_checked() -> None:
    done = openimr("guidelines", "show", "tizanidine", "--on", "2014-10-28")

    assert done.returncode == 0
    assert (
        "MTUS Chronic Pain Medical Treatment Guidelines (2009), 8 CCR 9792.24.2, "
    ) in done.stdout
    assert "page 66 UNVERIFIED\nin force 2009-07-18 to 2016-07-28; " in done.stdout
    assert "July 2016" not in done.stdout
    assert "open only where the records document:" in done.stdout


def test_show_never_lets_an_unchecked_limit_pass_for_checked() -> None:
    done = openimr("guidelines", "show", "baclofen", "--on", "2014-10-28")

    assert "duration_of_use at most 3 weeks UNVERIFIED" in done.stdout
    assert "at most 3 weeks;" not in done.stdout
    assert "duration_of_use below 2 weeks; continued care" in done.stdout


def test_show_as_json_holds_the_tree() -> None:
    shown = _json("show", "baclofen", "--on", "2014-10-28", itself=True)

    assert isinstance(shown, dict)
    first = shown["editions"][0]
    assert (first["guideline"], first["pages"], first["pages_mark"]) == (
        "mtus_cp_2009",
        "63-66",
        "verified",
    )
    assert first["required"]["needs"] == "any"
    assert {each["guideline"] for each in shown["editions"]} == {"mtus_cp_2009", "odg"}


def test_an_unknown_family_is_named_with_a_guess() -> None:
    done = openimr("guidelines", "show", "baclofenn")

    assert done.returncode == 1
    assert "Did you mean 'baclofen'?" in done.stderr


def test_check_passes_the_shipped_library_and_names_the_line_of_a_fault(
    tmp_path: Path,
) -> None:
    bad = write(tmp_path, FAMILY.replace("kind: drug", "kind: herb"), "bad.yaml")
    good = write(tmp_path, FAMILY, "good.yaml")

    assert openimr_itself("guidelines", "check").returncode == 0
    assert openimr("guidelines", "check", str(good)).returncode == 0
    for place in (bad, tmp_path):
        done = openimr("guidelines", "check", str(place))
        assert done.returncode == 1
        assert f"{bad}:3: unknown value 'herb'" in done.stderr
        assert done.stdout == ""


def test_diff_tells_the_limit_that_changed_and_the_pages_that_went() -> None:
    found = _json("diff", "baclofen", "2014-10-28", "2016-09-01", itself=True)

    assert isinstance(found, dict)
    assert found["guidelines"] == ["mtus_cp_2009", "mtus_cp_2016"]
    changes = {(each["what"], each["detail"]): each for each in found["changes"]}
    limit = changes["muscle_relaxant_general.short_course", "limit"]
    assert (limit["before"], limit["after"]) == (
        "at most 3 weeks UNVERIFIED",
        "below 2 weeks UNVERIFIED",
    )
    assert changes["pages", None]["kind"] == "removed"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("2014-10-29", "Nothing changes between 2014-10-28 and 2014-10-29.\n"),
        (
            "2016-09-01",
            "guideline\n    - mtus_cp_2009\n    + mtus_cp_2016\n",
        ),
    ],
)
def test_diff_in_words(second: str, words: str) -> None:
    done = openimr("guidelines", "diff", "baclofen", "2014-10-28", second)

    assert done.returncode == 0
    assert words in done.stdout


def test_coverage_accounts_for_every_family() -> None:
    found = _json("coverage", itself=True)

    assert isinstance(found, dict)
    covered = found["families_with_criteria"] + found["families_with_names_only"]
    assert sorted(covered) == [names.id for names in load_library().treatments()]
    assert {"family": "benzodiazepine", "guideline": "acoem_2017"} in (
        found["editions_without_criteria"]
    )
    assert found["facts_unknown_to_the_fact_finder"] == []


def test_packs_stand_over_the_library_in_every_command(tmp_path: Path) -> None:
    write(tmp_path, FAMILY)
    packs = ("--packs", str(tmp_path))

    listed = _json("list", *packs)
    covered = _json("coverage", *packs)

    assert isinstance(listed, list)
    assert "willow" in {each["id"] for each in listed}
    assert isinstance(covered, dict)
    assert covered["edition"].startswith("2026.11+packs.")
    shown = openimr("guidelines", "show", "willow", *packs)
    assert "Willow bark  [willow, drug]" in shown.stdout
    assert "pages 12-13 UNVERIFIED" in shown.stdout
    diff = openimr("guidelines", "diff", "willow", "2014-01-01", "2018-01-01", *packs)
    assert "removed: willow.flare" in diff.stdout


def test_a_fault_of_a_pack_ends_the_command_with_file_and_line(tmp_path: Path) -> None:
    bad = write(tmp_path, FAMILY.replace("kind: drug", "kind: herb"))

    done = openimr("guidelines", "list", "--packs", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith(f"openimr: {bad}:3: unknown value 'herb'")


def test_a_review_with_a_pack_says_so_in_its_determination(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    write(packs, FAMILY)

    done = openimr(
        "review", str(EXAMPLE), "--out", str(tmp_path), "--json", "--packs", str(packs)
    )

    assert (done.returncode, done.stderr) == (0, "")
    library = json.loads(done.stdout)["engine"]["library"]
    assert library == load_library(packs).edition
