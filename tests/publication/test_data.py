"""The data files of the room hold together."""

import pytest

from openimr.publication import date_policy
from openimr.publication.words import load, roles, words
from openimr.text.identifiers import identifier_kinds

ELSEWHERE = {"parties", "dates", "files"}


def test_each_of_the_eighteen_identifiers_is_taken_out_by_something() -> None:
    listed = load("safe_harbor.yaml")["identifiers"]
    known = ELSEWHERE | set(identifier_kinds())

    assert [each["letter"] for each in listed] == list("ABCDEFGHIJKLMNOPQR")
    assert all(each["by"] for each in listed)
    assert {by for each in listed for by in each["by"]} <= known


def test_each_kind_of_words_belongs_to_an_identifier_that_names_it() -> None:
    listed = {
        (by, each["letter"])
        for each in load("safe_harbor.yaml")["identifiers"]
        for by in each["by"]
    }

    kinds = {(kind.id, kind.hipaa) for kind in identifier_kinds().values()}
    assert kinds <= listed


@pytest.mark.parametrize("name", ["keep", "year", "shift", "remove"])
def test_each_policy_of_days_says_what_it_did(name: str) -> None:
    assert date_policy(name).notice.startswith("Publication copy: ")


def test_no_name_of_a_sign_is_taken_for_the_word_behind_it() -> None:
    assert words().eponyms.isdisjoint(words().eponym_signs)


def test_each_role_has_words_for_prose_and_for_quotes() -> None:
    assert {r.prose.split()[0] for r in roles().values()} == {"the", "a", "an"}
    assert all(role.marked for role in roles().values())
