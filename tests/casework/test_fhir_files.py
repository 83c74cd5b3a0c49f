"""From a determination on the disk to a bundle and back, with what stands beside it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework.fhir_files import determination_of, fhir_bundle
from openimr.casework.letter_sections import letter_sections
from openimr.domain import Determination
from openimr.errors import InterchangeError, MissingInputError
from openimr.interchange import from_bundle
from openimr.letters.placing import write_file
from openimr.letters.write import compose, to_json
from openimr.signing import canonical, digest, parse
from tests.letters.write.fictional import DETERMINATION, REVIEWER

SIGNED = replace(DETERMINATION, status="signed", reviewer=REVIEWER)
FILE = DETERMINATION.documents[0].file


def _written(folder: Path, determination: Determination) -> Path:
    place = folder / "determination.json"
    place.write_bytes(to_json(determination))
    return place


def _record(folder: Path, place: Path, **changed: object) -> str:
    """Write the record of a signature beside a determination; return its digest."""
    record = {
        "shown": {"case_files": [{"file": FILE, "bytes": 3, "sha256": "ab" * 32}]},
        "signed_at": "2014-12-22T17:05:09Z",
        "determination": digest(parse(place.read_bytes(), place.name)),
    } | changed
    spelled = canonical(record)  # type: ignore[arg-type]
    (folder / "signature.json").write_bytes(spelled + b"\n")
    return hashlib.sha256(spelled).hexdigest()


def test_a_determination_goes_out_and_comes_back_byte_by_byte(tmp_path: Path) -> None:
    place = _written(tmp_path, DETERMINATION)
    bundle = tmp_path / "new" / "bundle.json"

    write_file(bundle, fhir_bundle(tmp_path, identified=True))

    assert determination_of(bundle) == place.read_bytes()


def test_names_stay_out_of_the_narrative_too(tmp_path: Path) -> None:
    case = replace(
        DETERMINATION.case,
        number="CM14-7000001",
        employer="Quillmark Sheet Metal",
        claims_administrator="Tarnfell Claims Services",
        requesting_physician="Osgood Verrall, MD",
    )
    place = _written(tmp_path, replace(DETERMINATION, case=case))
    named = [case.number, case.employer, case.claims_administrator]
    named.append(case.requesting_physician)

    bare = fhir_bundle(place).decode()
    whole = fhir_bundle(place, identified=True).decode()

    assert [name for name in named if name and name in bare] == []
    assert [name for name in named if name and name not in whole] == []


def test_the_letter_stands_in_the_composition_by_its_headings(tmp_path: Path) -> None:
    bundle = json.loads(fhir_bundle(_written(tmp_path, DETERMINATION)))
    [composition] = [
        each["resource"]
        for each in bundle["entry"]
        if each["resource"]["resourceType"] == "Composition"
    ]
    sections = letter_sections(compose(DETERMINATION))

    assert [each["title"] for each in composition["section"]] == [
        each.title for each in sections
    ]
    assert len(sections) > 3
    assert "DRAFT" in composition["section"][0]["text"]["div"]


def test_a_signed_one_takes_digest_time_and_hashes_from_its_record(
    tmp_path: Path,
) -> None:
    place = _written(tmp_path, SIGNED)
    signed_as = _record(tmp_path, place)

    whole = from_bundle(fhir_bundle(tmp_path, identified=True))
    bare = from_bundle(fhir_bundle(tmp_path))

    assert whole.signature is not None
    assert whole.signature.digest == signed_as
    assert whole.signature.at.isoformat() == "2014-12-22T17:05:09+00:00"
    assert whole.hashes == {FILE: "ab" * 32}
    assert bare.signature == whole.signature
    assert list(bare.hashes) == [bare.determination.documents[0].file]
    assert FILE not in bare.hashes


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"determination": "00"}, "it is the record of another determination"),
        ({"signed_at": "yesterday"}, "it does not tell when was signed"),
    ],
)
def test_a_record_that_does_not_fit_is_refused(
    tmp_path: Path, changed: dict[str, object], problem: str
) -> None:
    _record(tmp_path, _written(tmp_path, SIGNED), **changed)

    with pytest.raises(InterchangeError, match=problem):
        fhir_bundle(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        determination_of(tmp_path / "none.json")
