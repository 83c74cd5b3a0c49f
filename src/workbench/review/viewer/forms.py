"""What a viewer's address may ask for; what makes no sense is as if not asked."""

from django.http import QueryDict

from .pages import TURNS, Wish

_MOST = 10**7
_MOST_QUERY = 200


def wish_of(asked: QueryDict) -> Wish:
    """Return how somebody wants to see a page."""
    turn = _number(asked, "turn", 0)
    return Wish(
        start=_number(asked, "start", 0),
        end=_number(asked, "end", 0),
        query=query_of(asked),
        zoom=min(max(_number(asked, "zoom", 100), 25), 400),
        turn=turn if turn in TURNS else 0,
    )


def query_of(asked: QueryDict) -> str:
    """Return the words of a search."""
    return asked.get("q", "").replace("\0", "")[:_MOST_QUERY].strip()


def skip_of(asked: QueryDict) -> int:
    """Return how many pages of a search to pass over."""
    return _number(asked, "skip", 0)


def _number(asked: QueryDict, name: str, usual: int) -> int:
    word = asked.get(name, "")
    if not (word.isascii() and word.isdigit() and len(word) <= 8):
        return usual
    return min(int(word), _MOST)
