"""A bundle that is damaged, foreign or altered is refused with one sentence."""

import copy
import json
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.errors import InterchangeError
from openimr.interchange import Content, from_bundle, to_bundle
from openimr.interchange import validity as validity_module
from tests.letters.write.fictional import DETERMINATION

BUNDLE = json.loads(to_bundle(Content(determination=DETERMINATION)))
PATIENT = {"resourceType": "Patient", "id": "a"}
Change = Callable[[dict[str, object]], object]


def _resource(bundle: dict[str, object], kind: str) -> dict[str, object]:
    entries = bundle["entry"]
    assert isinstance(entries, list)
    found: dict[str, object] = next(
        entry["resource"]
        for entry in entries
        if entry["resource"]["resourceType"] == kind
    )
    return found


def _changed(change: Change) -> bytes:
    bundle = copy.deepcopy(BUNDLE)
    change(bundle)
    return json.dumps(bundle).encode()


def _decision(bundle: dict[str, object]) -> None:
    written = json.dumps(_resource(bundle, "ClaimResponse"))
    other = written.replace('"upheld"', '"overturned"', 1)
    if other == written:
        other = written.replace('"overturned"', '"upheld"', 1)
    _resource(bundle, "ClaimResponse").update(json.loads(other))


def _schema(bundle: dict[str, object]) -> None:
    task = _resource(bundle, "Task")
    written = json.dumps(task["extension"])
    task["extension"] = json.loads(
        written.replace("openimr.determination/1", "openimr.determination/2")
    )


REFUSED = [
    (b"", "it is not JSON"),
    (b"\xff\xfe{", "it is not JSON"),
    (b'{"resourceType":', "it is not JSON"),
    (b'{"a": NaN}', "it holds a number that is none"),
    (b"[" * 100_000, "it is not JSON"),
    (b"[]", "it is not a FHIR resource"),
    (b'{"a": ' + b"[" * 80 + b"]" * 80 + b"}", "it is not a FHIR resource"),
    (json.dumps(PATIENT).encode(), "not a FHIR resource of the type Bundle"),
    (b'{"resourceType": "Bundle"}', "is not what FHIR R4 asks for"),
    (
        b'{"resourceType": "Bundle", "type": "collection"}',
        "holds no determination of OpenIMR",
    ),
    (
        b'{"resourceType": "Bundle", "type": "collection", "entry": [7]}',
        "is not what FHIR R4 asks for",
    ),
    (
        _changed(lambda b: b["entry"].append({"resource": {"resourceType": "Foo"}})),  # type: ignore[attr-defined]
        "a resource that no bundle of OpenIMR has",
    ),
    (
        _changed(lambda b: b.update(entry=[{"resource": PATIENT}])),
        "holds no determination of OpenIMR",
    ),
    (
        _changed(lambda b: b["entry"].pop(0)),  # type: ignore[attr-defined]
        "it has 0 resources in the part of task, not one",
    ),
    (
        _changed(lambda b: b["entry"].append(b["entry"][0])),  # type: ignore[attr-defined,index]
        "it has 2 resources in the part of task, not one",
    ),
    (
        _changed(lambda b: _resource(b, "Task").update(status=7)),
        "is not what FHIR R4 asks for",
    ),
    (
        _changed(lambda b: _resource(b, "Claim").pop("item")),
        "what it says is not what it was written with",
    ),
    (_changed(_decision), "what it says is not what it was written with"),
    (_changed(_schema), "its determination is not of the schema"),
    (
        _changed(lambda b: _resource(b, "Device").pop("version")),
        "engine.version of the determination is missing or wrong",
    ),
]


@pytest.mark.parametrize(("data", "problem"), REFUSED)
def test_what_is_no_bundle_of_ours_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InterchangeError, match=r"^bundle\.json: ") as caught:
        from_bundle(data)

    assert problem in str(caught.value)


def test_a_huge_file_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(validity_module, "_LARGEST", 1000)

    with pytest.raises(InterchangeError, match="over the limit of 1,000"):
        from_bundle(json.dumps(BUNDLE).encode())


def test_without_the_extra_the_cure_is_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fhir.resources.R4B.bundle", None)

    with pytest.raises(InterchangeError) as caught:
        from_bundle(json.dumps(BUNDLE).encode())

    assert str(caught.value) == (
        "fhir.resources: it is not installed.  "
        'Install it with pip install "openimr[fhir]".'
    )


def test_a_byte_order_mark_tags_and_versions_of_a_server_do_no_harm() -> None:
    def stored(bundle: dict[str, object]) -> None:
        meta = _resource(bundle, "Task")["meta"]
        assert isinstance(meta, dict)
        meta["versionId"] = "3"
        meta["tag"].insert(0, {"system": "https://server.example", "code": "seen"})

    read = from_bundle(b"\xef\xbb\xbf" + _changed(stored))

    assert read.determination == DETERMINATION


def _paths(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _paths(value, (*path, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _paths(value, (*path, at))
    yield path


PATHS = sorted((path for path in _paths(BUNDLE) if path), key=repr)
JUNK: list[object] = [
    None,
    True,
    -1,
    2**70,
    "",
    "Wrenfield",
    [],
    {},
    [[]],
    [{"url": 1}],
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(JUNK))
def test_whatever_is_altered_the_determination_is_the_same_or_refused(
    path: tuple[object, ...], junk: object
) -> None:
    bundle = copy.deepcopy(BUNDLE)
    node = bundle
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = junk

    try:
        read = from_bundle(json.dumps(bundle).encode())
    except InterchangeError as error:
        told = str(error)
    else:
        told = "" if read.determination == DETERMINATION else "Wrenfield"
    assert "Wrenfield" not in told
