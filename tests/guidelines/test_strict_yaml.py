"""YAML as an outline: what stands where, and what is refused on sight."""

import pytest

from openimr.errors import KnowledgeError
from openimr.guidelines.strict_yaml import Items, Keys, Text, read


def test_a_file_becomes_texts_lists_and_mappings_with_their_lines() -> None:
    node = read(b"a: 1\nb:\n  - true\n  - 'no'\n", "f.yaml")

    assert node == Keys(
        "f.yaml:1",
        {
            "a": Text("f.yaml:1", "1"),
            "b": Items("f.yaml:3", (Text("f.yaml:3", "true"), Text("f.yaml:4", "no"))),
        },
        {"a": "f.yaml:1", "b": "f.yaml:2"},
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"a: x\nb: no\n",
            "f.yaml:2: a bare 'no', which YAML reads as a truth value.  "
            "Write true or false, or put it in quotes.",
        ),
        (
            b"on: x\n",
            "f.yaml:1: a bare 'on', which YAML reads as a truth value.  "
            "Write true or false, or put it in quotes.",
        ),
        (
            b"a: True\n",
            "f.yaml:1: a bare 'True', which YAML reads as a truth value.  "
            "Write true or false, or put it in quotes.",
        ),
        (
            b"a: x\nb: y1\na: z\n",
            "f.yaml:3: key 'a' written twice.  Keep one of them.",
        ),
        (b"a:\n", "f.yaml:1: a value is missing.  Leave the key out."),
        (b"a: ~\n", "f.yaml:1: a value is missing.  Leave the key out."),
        (b'a: ""\n', "f.yaml:1: an empty text.  Leave the key out."),
        (
            b"a: &x 1\nb: *x\n",
            "f.yaml:1: an anchor or alias.  "
            "Write it out, or include a rule with 'use'.",
        ),
        (b"a: !!int 1\n", "f.yaml:1: a YAML tag.  Remove it."),
        (
            b"? [a, b]\n: c\n",
            "f.yaml:1: a key that is not a word.  Use a word.",
        ),
        (
            b"a: 1\n---\nb: 2\n",
            "f.yaml:3: a second document begins.  Use one file each.",
        ),
        (b"", "f.yaml: nothing in it.  Write a mapping or a list."),
        (b"\xff", "f.yaml: not a UTF-8 text.  Save it as UTF-8."),
        (
            b"a: \x01",
            "f.yaml: not valid YAML, a control character.  Remove control characters.",
        ),
        (
            b"a: [1\n",
            "f.yaml:2: not valid YAML, did not find expected ',' or ']'.  "
            "Correct the line.",
        ),
        (b"[" * 50 + b"]" * 50, "f.yaml:1: nested too deep.  Flatten it."),
    ],
)
def test_what_yaml_would_let_pass_is_refused_with_its_line(
    data: bytes, message: str
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(data, "f.yaml")

    assert str(caught.value) == message
