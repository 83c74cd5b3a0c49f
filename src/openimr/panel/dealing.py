"""Cases dealt to reviewers of equal worth so that each avoids whom it must."""

from collections import deque
from collections.abc import Mapping, Sequence


def deal(
    cases: Sequence[str],
    room: Mapping[str, int],
    avoided: Mapping[str, frozenset[str]],
) -> tuple[dict[str, str], set[str]]:
    """Return each case with its reviewer, and the cases that cannot be dealt.

    As many are dealt as can be: a bipartite matching by augmenting paths.

    >>> deal(["a", "b"], {"R1": 1, "R2": 1}, {"a": frozenset({"R2"}), "b": frozenset()})
    ({'a': 'R1', 'b': 'R2'}, set())
    """
    held: dict[str, list[str]] = {id_: [] for id_ in sorted(room)}
    dealt: dict[str, str] = {}
    stuck: set[str] = set()
    # Those with most to avoid choose first; few paths are then needed.
    order = sorted(cases, key=lambda case: (-len(avoided[case] & room.keys()), case))
    for case in order:
        if not _place(case, held, room, avoided, dealt):
            stuck.add(case)
    return dict(sorted(dealt.items())), stuck


def _place(
    case: str,
    held: dict[str, list[str]],
    room: Mapping[str, int],
    avoided: Mapping[str, frozenset[str]],
    dealt: dict[str, str],
) -> bool:
    """Place a case, moving others along where need be."""
    came: dict[str, tuple[str, str | None]] = {}
    """Reviewer to the case that would come, and from which reviewer."""

    waiting: deque[tuple[str, str | None]] = deque([(case, None)])
    while waiting:
        moving, source = waiting.popleft()
        for id_, holding in held.items():
            if id_ in came or id_ in avoided[moving]:
                continue
            came[id_] = (moving, source)
            if len(holding) < room[id_]:
                _move(id_, came, held, dealt)
                return True
            waiting.extend((other, id_) for other in holding)
    return False


def _move(
    free: str,
    came: Mapping[str, tuple[str, str | None]],
    held: dict[str, list[str]],
    dealt: dict[str, str],
) -> None:
    target: str | None = free
    while target is not None:
        moving, source = came[target]
        if source is not None:
            held[source].remove(moving)
        held[target].append(moving)
        dealt[moving] = target
        target = source
