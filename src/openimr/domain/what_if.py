"""What a user supposes instead of what the records say."""

from dataclasses import dataclass

from .facts import Finding
from .quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """A fact as it might be."""

    fact: str
    finding: Finding
    value: Quantity | None = None
    """In the unit of the fact; None where the fact is not a number."""

    def __str__(self) -> str:
        """Write it as it is given on the command line.

        >>> str(Supposition(fact="acute_exacerbation", finding=Finding.ABSENT))
        'acute_exacerbation=absent'
        """
        said = self.finding.value if self.value is None else str(self.value)
        return f"{self.fact}={said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A supposition as the determination lists it."""

    fact: str
    finding: Finding
    value: str | None
    items: tuple[int, ...]
    """Numbers of the disputed items that it was applied to, from 1."""
