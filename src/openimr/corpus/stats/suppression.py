"""Small groups, hidden so that nobody can compute them from what is shown.

A group with fewer than eleven decisions is not shown.  The number is that of the cell
size policy of the Centers for Medicare & Medicaid Services (CMS), by which no cell of
1 to 10 is published, nor anything from which such a cell can be derived (as ResDAC
states it, CMS Cell Size Suppression Policy, 2024-01-26).

The sum over the hidden groups always follows from the total and the groups shown.  So
it is shown itself, and larger groups are hidden beside the small ones, the smallest
first, until the sum says nothing exact of any one of them.  The reader who knows this
rule, and only the output, is the one to guard against.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .keys import Keys

CMS = 11
"""The fewest decisions that a group shows under the policy of CMS."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which groups are hidden, and whether their sum may be shown."""

    keys: frozenset[Keys]
    sum_may_be_shown: bool
    """False where too little is left to hide them behind: all groups are hidden then,
    and the total with them."""


def hide(sizes: Mapping[Keys, int], minimum: int) -> Hidden:
    """Return the groups to hide.

    Args:
        sizes: number of decisions a group.
        minimum: fewest decisions that a group shows; 0 and 1 hide nothing.

    >>> sorted(hide({("a",): 3, ("b",): 40, ("c",): 90}, CMS).keys)
    [('a',), ('b',)]
    """
    small = [key for key, size in sizes.items() if size < minimum]
    if minimum <= 1 or not small:
        return Hidden(frozenset(), sum_may_be_shown=True)
    hidden = [sizes[key] for key in small]
    limit = minimum - 1
    # All groups of a size go together: a choice among them by name would tell which
    # one is the larger.
    for size in sorted({size for size in sizes.values() if size >= minimum}):
        if _says_nothing(hidden, minimum):
            break
        hidden += [each for each in sizes.values() if each == size]
        limit = size
    keys = frozenset(key for key, size in sizes.items() if size <= limit)
    return Hidden(keys, sum_may_be_shown=_says_nothing(hidden, minimum))


def _says_nothing(hidden: list[int], minimum: int) -> bool:
    """Tell whether the sum of hidden sizes leaves each of them open.

    A sum below the minimum is a small cell itself.  A sum of ones, or of groups that
    are as large as small ones can be, gives each of them away.
    """
    total = sum(hidden)
    given_away = {len(hidden), len(hidden) * (minimum - 1)}
    return len(hidden) > 1 and total >= minimum and total not in given_away
