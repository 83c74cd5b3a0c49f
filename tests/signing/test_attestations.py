"""What a signature states, sentence by sentence."""

from dataclasses import replace
from importlib.resources import files

import pytest
import yaml

from openimr.domain import PageEntry, PageStatus
from openimr.errors import SigningError
from openimr.signing import attestations, check_unread, unread_pages

from .making import DRAFT

ENTRIES = yaml.safe_load(
    files("openimr.signing").joinpath("attestations.yaml").read_text("utf-8")
)["attestations"]
UNREAD = PageEntry(
    file="scan.pdf", page=3, document=None, status=PageStatus.UNREADABLE, reason="dark"
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_a_sentence_says_when_it_is_needed_and_on_what_ground(
    entry: dict[str, str],
) -> None:
    assert set(entry) == {"id", "needed", "ground", "text"}
    assert entry["needed"] in {"always", "unread"}
    assert entry["text"].endswith(".")
    assert entry["ground"].endswith(".")


def test_with_every_page_read_two_things_are_stated() -> None:
    stated = attestations(())

    assert [each.id for each in stated] == ["own_decision", "no_conflict"]


def test_unread_pages_are_named_in_what_is_stated() -> None:
    draft = replace(DRAFT, pages=(*DRAFT.pages, UNREAD))
    unread = unread_pages(draft)

    [*_, last] = attestations(unread)
    assert unread[-1] == "scan.pdf p. 3"
    assert "scan.pdf p. 3" in last.text


def test_unread_pages_have_to_be_attested() -> None:
    with pytest.raises(SigningError, match=r"4 of its pages .* and more"):
        check_unread(["a p. 1", "a p. 2", "a p. 3", "a p. 4"], attested=False)

    check_unread(["a p. 1"], attested=True)
    check_unread([], attested=False)
