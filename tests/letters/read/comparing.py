"""Compare a letter that was read with what it should say, key by key."""

from collections.abc import Iterator


def differences(
    expected: object, found: object, place: str = "", *, null_is_any: bool = False
) -> Iterator[str]:
    """Yield a line for every value that is not as expected; other keys are free.

    ``null_is_any`` tells that an expected null compares with anything.
    """
    if expected is None and null_is_any:
        return
    if isinstance(expected, dict):
        for key, value in expected.items():
            inner = found.get(key) if isinstance(found, dict) else None
            yield from differences(
                value, inner, f"{place}.{key}", null_is_any=null_is_any
            )
    elif isinstance(expected, list):
        given = found if isinstance(found, list) else []
        if len(given) != len(expected):
            yield f"{place}: expected {expected!r}, found {found!r}"
            return
        for number, (one, other) in enumerate(zip(expected, given, strict=True)):
            yield from differences(
                one, other, f"{place}[{number}]", null_is_any=null_is_any
            )
    elif expected != found:
        yield f"{place}: expected {expected!r}, found {found!r}"
