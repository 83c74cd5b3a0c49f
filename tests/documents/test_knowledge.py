from importlib.resources import files

import pytest
import yaml

from openimr.documents import (
    boundaries,
    date_roles,
    headers,
    kind_knowledge,
    knowledge,
)
from openimr.documents.dispute import knowledge as forms
from openimr.documents.dispute.knowledge import forms as load_forms
from openimr.errors import KnowledgeError, UnknownKeyError


def test_every_data_file_of_the_room_loads() -> None:
    folder = files("openimr.documents") / "data"
    names = sorted(file.name for file in folder.iterdir())

    assert names == [
        "cited_evidence.yaml",
        "copies.yaml",
        "dating.yaml",
        "forms.yaml",
        "identity.yaml",
        "kinds.yaml",
        "letters.yaml",
        "splitting.yaml",
        "titles.yaml",
    ]
    assert all(knowledge.load(name) for name in names)


def test_a_missing_data_file_is_an_error_of_ours() -> None:
    with pytest.raises(KnowledgeError, match=r"^none.yaml: cannot be read\."):
        knowledge.load("none.yaml")


def test_a_misspelt_key_is_refused_with_a_guess() -> None:
    with pytest.raises(UnknownKeyError, match="Did you mean 'titles'"):
        knowledge.entry({"titels": 1}, frozenset({"titles"}), "kinds.yaml")
    with pytest.raises(KnowledgeError, match="no keys and values"):
        knowledge.entry([], frozenset(), "kinds.yaml")
    with pytest.raises(KnowledgeError, match="not a list of texts"):
        knowledge.phrases(["a", 1], "kinds.yaml")


BROKEN = [
    (
        kind_knowledge.kind_book,
        kind_knowledge,
        "kinds.yaml",
        {"kinds": {"novel": {}}},
        "no kind 'novel'",
    ),
    (
        date_roles.date_rules,
        date_roles,
        "dating.yaml",
        {"ranks": {"default": {"whim": 1}}},
        "no role 'whim'",
    ),
    (headers._labels, headers, "identity.yaml", {"claim_labels": 3}, "not a list"),
    (boundaries.rules, boundaries, "splitting.yaml", {"prier": 0}, "unknown key"),
    (
        load_forms,
        forms,
        "forms.yaml",
        {"fields": {"patient": {"type": "poem", "labels": ["x"]}}},
        "no such type",
    ),
    (
        load_forms,
        forms,
        "forms.yaml",
        {"composites": {"a / b": ["nothing"]}},
        "no such field",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken[4])
def test_a_wrong_data_file_is_refused(
    broken: tuple[object, object, str, dict[str, object], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load, module, name, change, message = broken
    text = (files("openimr.documents") / "data" / name).read_text("utf-8")
    monkeypatch.setattr(module, "load", lambda _: yaml.safe_load(text) | change)

    with pytest.raises(KnowledgeError, match=message):
        load.__wrapped__()  # type: ignore[attr-defined]
