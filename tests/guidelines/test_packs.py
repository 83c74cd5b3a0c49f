"""A user's own guideline files over the shipped library."""

import re
from pathlib import Path

import pytest

from openimr.errors import EmptyInputError, KnowledgeError, MissingInputError
from openimr.guidelines import check, load_library

from .willow import FAMILY, write

EXTENSION = """\
id: baclofen
extends: true
editions:
  - guideline: odg
    section: Local agreement on baclofen
    recommendation: conditional
    note: Asked of the sections that a payer licenses.
    required:
      all:
        - id: short_course
          statement: A course lasts ten days.
          fact: duration_of_use
          at_most: 1.5 weeks
          mark: UNVERIFIED
"""
SOURCES = """\
edition: "1"
sources:
  - id: county_guide
    name: County guide to pain care (2015)
    citation: county guide
    step: other_guideline
    mark: UNVERIFIED
    letter_name: County guide
"""


def test_a_pack_adds_a_family_and_the_edition_tells_so(tmp_path: Path) -> None:
    write(tmp_path, FAMILY)

    library = load_library(tmp_path)

    assert library.family("willow").title == "Willow bark"
    assert library.family("baclofen") == load_library().family("baclofen")
    assert re.fullmatch(r"2026\.11\+packs\.[0-9a-f]{8}", library.edition)


def test_the_hash_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "same", "other")]
    for folder in folders:
        folder.mkdir()
        write(folder, FAMILY)
    write(folders[2], FAMILY.replace("Willow bark\n", "Bark of willow\n", 1))

    one, same, other = (load_library(folder).edition for folder in folders)

    assert one == same != other


def test_a_family_of_a_shipped_id_stands_in_its_place(tmp_path: Path) -> None:
    text = FAMILY.replace("id: willow", "id: baclofen", 1)
    write(tmp_path, text, "baclofen.yaml")

    library = load_library(tmp_path)

    assert library.family("baclofen").title == "Willow bark"
    assert len(library.treatments()) == len(load_library().treatments())


def test_an_extension_takes_the_days_of_its_guideline_and_leaves_the_others(
    tmp_path: Path,
) -> None:
    write(tmp_path, EXTENSION, "baclofen.yaml")
    shipped = load_library().family("baclofen")

    family = load_library(tmp_path).family("baclofen")

    own = [e for e in family.editions if e.guideline == "odg"]
    assert own[0].section == "Local agreement on baclofen"
    others = [e for e in shipped.editions if e.guideline == "mtus_cp_2009"]
    assert others == [e for e in family.editions if e.guideline == "mtus_cp_2009"]
    assert family.treatment == shipped.treatment
    assert check(tmp_path / "baclofen.yaml") == ()


def test_a_pack_may_name_guidelines_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, SOURCES, "sources.yaml")
    write(tmp_path, FAMILY.replace("mtus_cp_2009", "county_guide"))

    library = load_library(tmp_path)

    assert library.family("willow").editions[0].guideline == "county_guide"
    assert library.sources["county_guide"].name == "County guide to pain care (2015)"
    assert check(tmp_path) == ()


def test_a_fault_of_a_pack_is_named_with_file_and_line(tmp_path: Path) -> None:
    bad = write(tmp_path, FAMILY.replace("kind: drug", "kind: herb"))
    with pytest.raises(KnowledgeError, match=re.escape(f"{bad}:3: unknown value")):
        load_library(tmp_path)


@pytest.mark.parametrize("flag", ["true", "false"])
def test_an_extension_of_nothing_is_refused(tmp_path: Path, flag: str) -> None:
    id_ = "baclofenn" if flag == "true" else "baclofen"
    text = EXTENSION.replace("id: baclofen", f"id: {id_}", 1)
    write(tmp_path, text.replace("true", flag), f"{id_}.yaml")

    with pytest.raises(KnowledgeError, match="extends no family of the library"):
        load_library(tmp_path)


def test_a_pack_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        load_library(tmp_path)
    with pytest.raises(MissingInputError):
        load_library(tmp_path / "nowhere")


def test_a_file_has_the_name_of_its_family(tmp_path: Path) -> None:
    write(tmp_path, FAMILY, "other.yaml")

    with pytest.raises(KnowledgeError, match=r"Call it willow\.yaml"):
        load_library(tmp_path)
