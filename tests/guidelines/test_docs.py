"""The authoring guide cannot drift: its example loads, and no key goes unexplained."""

import re
from pathlib import Path

import pytest

from openimr.domain import Verdict
from openimr.guidelines import criteria, editions, families, load_file, vocabulary

GUIDE = (Path(__file__).parents[2] / "docs" / "guidelines.md").read_text("utf-8")


def test_the_family_of_the_guide_loads_and_proves_each_outcome(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    file = tmp_path / "willow_bark.yaml"
    file.write_text(block, encoding="utf-8")

    family = load_file(file)

    assert family.treatment.id == "willow_bark"
    assert {example.decided_by for example in family.examples} == set(Verdict)


@pytest.mark.parametrize(
    "key",
    sorted(
        families._FAMILY_KEYS
        | editions._KEYS
        | criteria._CRITERION_KEYS
        | criteria._GROUP_KEYS
        | vocabulary._FACT_KEYS
    ),
)
def test_every_key_is_explained(key: str) -> None:
    assert f"`{key}`" in GUIDE
