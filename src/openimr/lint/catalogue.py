"""The checks that exist: severity, ground of appeal, source and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from openimr.domain import LintFinding, LintQuote, Mark
from openimr.errors import KnowledgeError

_FILE = "checks.yaml"
_KEYS = {"id", "severity", "finds", "ground", "source", "mark", "next"}
SEVERITIES = ("error", "warning", "info")
"""From the gravest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that letters are checked for."""

    id: str
    severity: str
    finds: str
    """What it looks for, a full sentence."""

    ground: int | None
    """Ground of appeal that it touches, 1 to 5 (Labor Code 4610.6(h))."""

    source: str
    mark: Mark
    next: str
    """What to do about a finding, a full sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a check came upon, before severity and ground are added."""

    check: str
    message: str
    item: int | None = None
    quotes: tuple[LintQuote, ...] = ()
    severity: str | None = None
    """Given where this one weighs otherwise than its check does."""

    def finding(self) -> LintFinding:
        """Return the finding with what the catalogue says of its check."""
        check = load_checks()[self.check]
        placed = next((q for q in self.quotes if q.document is not None), None)
        return LintFinding(
            check=check.id,
            severity=self.severity or check.severity,
            message=self.message,
            document=placed.document if placed else None,
            page=placed.page if placed else None,
            item=self.item,
            quotes=self.quotes,
            ground=check.ground,
        )


@cache
def load_checks() -> Mapping[str, Check]:
    """Return the catalogue by id, in the order of the file.

    Raises:
        KnowledgeError: an entry breaks the schema; the message names it.
    """
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    entries = yaml.safe_load(text)["checks"]
    checks = [_check(number, entry) for number, entry in enumerate(entries, 1)]
    return MappingProxyType({check.id: check for check in checks})


def _check(number: int, entry: Mapping[str, str | int]) -> Check:
    unknown = set(entry) - _KEYS
    lacking = _KEYS - {"ground"} - set(entry)
    if unknown or lacking or entry["severity"] not in SEVERITIES:
        problem = f"entry {number} breaks the schema"
        raise KnowledgeError(_FILE, problem, "Compare it with its neighbours.")
    ground = entry.get("ground")
    return Check(
        id=str(entry["id"]),
        severity=str(entry["severity"]),
        finds=str(entry["finds"]),
        ground=int(ground) if ground is not None else None,
        source=str(entry["source"]),
        mark=Mark(str(entry["mark"])),
        next=str(entry["next"]),
    )
