"""What the documents say of commands and files is true of the program."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from openimr.cli.app import app

from .source import ROOT, place, project_files

DOCUMENTS = tuple(file for file in project_files() if file.suffix == ".md")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:|mailto:)([^)#\s]+)?(?:#([^)\s]+))?\)")
SHELL_BLOCK = re.compile(r"(?ms)^```sh\n(.*?)^```")


def _commands() -> dict[str, list[str]]:
    """Return every command with its options, those of a group behind its name."""
    found: dict[str, object] = {}
    waiting: list[tuple[tuple[str, ...], object]] = [((), typer.main.get_command(app))]
    for words, group in waiting:
        for name, command in getattr(group, "commands", {}).items():
            found[" ".join((*words, name))] = command
            waiting.append(((*words, name), command))
    return {
        str(name): [
            str(option)
            for parameter in getattr(command, "params", ())
            if parameter.param_type_name == "option"
            for option in parameter.opts
        ]
        for name, command in found.items()
    }


def test_every_command_and_option_is_in_the_reference() -> None:
    sections = re.split(r"(?m)^## ", (ROOT / "docs" / "cli.md").read_text())
    told = {part.partition("\n")[0].removeprefix("openimr "): part for part in sections}

    missing = [
        f"{name} {option}"
        for name, options in _commands().items()
        for option in ["", *options]
        if option not in told.get(name, "") or name not in told
    ]

    assert any(_commands().values())
    assert missing == []


def _shell_lines() -> Iterator[tuple[str, str]]:
    for file in DOCUMENTS:
        for block in SHELL_BLOCK.findall(file.read_text(encoding="utf-8")):
            for line in block.splitlines():
                command = line.partition("#")[0].strip()
                if command:
                    yield place(file), command


SHELL_LINES = sorted(set(_shell_lines()))


@pytest.mark.parametrize(("file", "line"), SHELL_LINES)
def test_a_command_shown_in_a_document_exists(file: str, line: str) -> None:
    words = line.removeprefix(".venv/bin/").split()

    if words[0] == "make":
        targets = re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text())
        assert set(words[1:]) <= set(targets), file
    elif words[0] == "openimr":
        command, *rest = words[1:]
        while rest and f"{command} {rest[0]}" in _commands():
            command = f"{command} {rest.pop(0)}"
        assert command in {*_commands(), "--help", "--version"}, file
        options = {w.partition("=")[0] for w in rest if w.startswith("-")}
        assert options <= {*_commands().get(command, []), "--help"}, file
    elif words[0] == "python":
        module = words[words.index("-m") + 1] if "-m" in words else words[1]
        assert _python_exists(module), file
    else:
        assert words[0] in {"git", "pip", "pytest", "ruff", "mypy", "lint-imports"}, (
            file
        )


def _python_exists(module: str) -> bool:
    if module.endswith(".py"):
        return (ROOT / module).is_file()
    name = module.replace(".", "/")
    places = (ROOT / name, ROOT / "src" / name)
    known = {"pytest", "venv", "pip"}
    return module in known or any(
        at.with_suffix(".py").is_file() or (at / "__main__.py").is_file()
        for at in places
    )


def _anchors(file: Path) -> set[str]:
    titles = re.findall(r"(?m)^#+ +(.+)$", file.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")
        for title in titles
    }


def _broken_links() -> Iterator[str]:
    for file in DOCUMENTS:
        for target, anchor in LINK.findall(file.read_text(encoding="utf-8")):
            goal = (file.parent / target) if target else file
            if not goal.exists():
                yield f"{place(file)}: {target}"
            elif anchor and goal.suffix == ".md" and anchor not in _anchors(goal):
                yield f"{place(file)}: {target}#{anchor}"


def test_every_link_between_documents_leads_somewhere() -> None:
    assert list(_broken_links()) == []


def test_every_document_is_on_the_map() -> None:
    mapped = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    documents = sorted(file.name for file in (ROOT / "docs").glob("*.md"))

    assert [name for name in documents if f"({name}" not in mapped] == ["index.md"]


def test_every_room_is_described_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = sorted(f.parent.name for f in (ROOT / "src/openimr").glob("*/__init__.py"))

    assert [room for room in rooms if f"`{room}`" not in text] == []


def test_decisions_are_numbered_dated_and_complete() -> None:
    text = (ROOT / "docs" / "DECISIONS.md").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^## ", text.partition("\n---\n")[2])[1:]
    heads = [
        re.match(r"(\d+)\. \S.* \((\d{4}-\d\d-\d\d)\)$", e.split("\n")[0])
        for e in entries
    ]

    assert all(heads)
    assert [int(head[1]) for head in heads if head] == list(range(1, len(heads) + 1))
    days = [head[2] for head in heads if head]
    assert days == sorted(days)
    for entry in entries:
        for label in ("**Question:**", "**Decision:**", "**Because:**", "**Price:**"):
            assert label in entry, entry.split("\n")[0]
