"""The project's own files, as the rules of the house look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "openimr"
SITE = ROOT / "src" / "workbench"
TEXT_SUFFIXES = frozenset(
    {"", ".css", ".html", ".json", ".md", ".py", ".toml", ".typ", ".txt", ".yaml"}
)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def place(file: Path) -> str:
    """Return a file's path from the project's root, as messages show it."""
    return file.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    """Return the Python files under some folders of the project, sorted."""
    return sorted(file for name in folders for file in (ROOT / name).rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def functions(file: Path) -> Iterator[FunctionNode]:
    """Yield every function and method of a module, nested ones too."""
    for node in ast.walk(tree(file)):
        if isinstance(node, FunctionNode):
            yield node


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file of the project that is neither ignored nor generated.

    Git knows which these are; a copy without git (a source archive) is walked.
    """
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else _walked()
    files = (ROOT / name for name in sorted(set(names)))
    return tuple(file for file in files if file.is_file())


def _walked() -> Iterator[str]:
    for top in ("src", "tests", "docs", "examples", "benchmark", "changelog.d"):
        for file in (ROOT / top).rglob("*"):
            if "__pycache__" not in file.parts:
                yield place(file)
    for file in ROOT.iterdir():
        if file.is_file():
            yield file.name


@cache
def text_files() -> tuple[Path, ...]:
    """Return the files that people wrote and can read."""
    return tuple(file for file in project_files() if file.suffix in TEXT_SUFFIXES)
