"""``openimr fhir`` and ``openimr schema`` as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from openimr.letters.write import to_json
from tests.letters.write.fictional import DETERMINATION

from .running import ROOT, openimr, openimr_itself


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    place = tmp_path / "determination.json"
    place.write_bytes(to_json(DETERMINATION))
    return place


def test_a_draft_becomes_a_bundle_and_is_read_back(draft: Path) -> None:
    bundle, again = draft.with_name("bundle.json"), draft.with_name("again.json")

    out = openimr_itself("fhir", draft, "--out", bundle, "--identified")
    back = openimr_itself("fhir", bundle, "--to-json", again)

    assert (out.returncode, back.returncode) == (0, 0), out.stderr + back.stderr
    assert out.stdout == f"written: {bundle}\n"
    assert json.loads(bundle.read_bytes())["resourceType"] == "Bundle"
    assert again.read_bytes() == draft.read_bytes()


def test_the_wrong_kind_of_file_is_told_in_one_sentence(draft: Path) -> None:
    back = openimr("fhir", draft, "--to-json", draft.with_name("again.json"))

    assert back.returncode == 1
    assert back.stderr == (
        "openimr: determination.json: it is not a FHIR resource of the type Bundle.  "
        "Give the whole bundle.  [interchange]\n"
    )


@pytest.mark.parametrize(
    "words", [(), ("--out", "a", "--to-json", "b"), ("--to-json", "b", "--identified")]
)
def test_options_that_do_not_go_together_are_wrong_usage(
    draft: Path, words: tuple[str, ...]
) -> None:
    assert openimr("fhir", draft, *words).returncode == 2


def test_the_schema_is_printed_as_it_is_published() -> None:
    published = (ROOT / "docs" / "determination.schema.json").read_text("utf-8")

    assert openimr_itself("schema").stdout == published


def test_nothing_but_the_command_itself_imports_fhir() -> None:
    program = (
        "import sys, openimr.cli.app, openimr.casework, openimr.interchange;"
        "print('fhir' in sys.modules or 'fhir.resources' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout == "False\n"
