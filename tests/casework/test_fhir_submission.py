"""A FHIR bundle that asks for a review is read strictly; none breaks the reader."""

import base64
import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.casework.fhir_submission import Paper, submission_of
from openimr.errors import InterchangeError

_DATA = base64.b64encode(b"A report.").decode()


def _claim(**more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Claim",
        "status": "active",
        "type": {"text": "preauthorization"},
        "use": "preauthorization",
        "patient": {"display": "not told"},
        "created": "2014-12-20",
        "provider": {"display": "not told"},
        "priority": {"coding": [{"code": "normal"}]},
        "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "-"}}],
        **more,
    }


def _document(**attachment: Any) -> dict[str, Any]:
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "description": "Progress report",
        "content": [{"attachment": attachment}],
    }


def _bundle(*resources: Any, **more: Any) -> bytes:
    entries = [{"resource": each} for each in resources]
    told = {"resourceType": "Bundle", "type": "collection", "entry": entries, **more}
    return json.dumps(told).encode()


def test_a_request_names_its_day_its_urgency_and_its_papers() -> None:
    read = submission_of(
        _bundle(
            _claim(priority={"coding": [{"code": "stat"}]}),
            _document(title="a.txt", data=_DATA),
            _document(url="https://imr.example/api/v1/uploads/1"),
        )
    )

    assert (read.received, read.priority) == (dt.date(2014, 12, 20), "expedited")
    assert read.papers == (
        Paper(name="a.txt", data=b"A report."),
        Paper(name="Progress report", url="https://imr.example/api/v1/uploads/1"),
    )


@pytest.mark.parametrize("created", ["2014", "2014-12"])
def test_a_day_that_is_not_whole_is_none(created: str) -> None:
    read = submission_of(_bundle(_claim(created=created), _document(data=_DATA)))

    assert (read.received, read.priority) == (None, "regular")


@pytest.mark.parametrize(
    ("bundle", "place"),
    [
        (_bundle(), "bundle.json#entry"),
        (_bundle(_document(data=_DATA)), "bundle.json#entry"),
        (_bundle(_claim(), _claim(), _document(data=_DATA)), "bundle.json#entry"),
        (_bundle(_claim(use="claim"), _document(data=_DATA)), "bundle.json#entry"),
        (_bundle(_claim()), "bundle.json#entry"),
        (_bundle(_claim(), _document(title="a")), "bundle.json#entry.1"),
        (_bundle(_claim(), {"resourceType": "Media"}), "bundle.json#entry.1"),
        (_bundle(_claim(), "text"), "bundle.json#entry.1"),
        (_bundle(_claim(), *[_document(data=_DATA)] * 201), "bundle.json#entry"),
        (_bundle(_claim(), entry={}), "bundle.json"),
        (b"[]", "bundle.json"),
    ],
)
def test_what_is_no_such_request_is_refused_by_its_place(
    bundle: bytes, place: str
) -> None:
    with pytest.raises(InterchangeError) as refused:
        submission_of(bundle)

    assert str(refused.value).startswith(f"{place}: ")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["resourceType", "use", "content", "attachment", "data"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(
    claim=st.dictionaries(st.sampled_from(sorted(_claim())), _JSON, max_size=2),
    attachment=st.dictionaries(
        st.sampled_from(["title", "data", "url", "contentType"]), _JSON, max_size=3
    ),
    extra=_JSON,
)
def test_no_bundle_breaks_the_reader(
    claim: dict[str, Any], attachment: dict[str, Any], extra: Any
) -> None:
    made = _bundle(_claim(**claim), _document(**attachment), extra)
    bare = _bundle(_claim(**claim), _document(**attachment))

    for bundle in (made, bare):
        try:
            read = submission_of(bundle)
        except InterchangeError:
            continue
        assert read.papers
