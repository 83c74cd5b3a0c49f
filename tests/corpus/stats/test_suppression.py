"""What is hidden stays hidden, even from a reader who knows the rule by heart."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.corpus.stats import Keys
from openimr.corpus.stats.suppression import CMS, hide

Sizes = dict[Keys, int]


def sizes_of(*numbers: int) -> Sizes:
    return {(chr(ord("a") + at),): number for at, number in enumerate(numbers)}


def hidden_of(minimum: int, *numbers: int) -> str:
    return "".join(
        sorted(str(key[0]) for key in hide(sizes_of(*numbers), minimum).keys)
    )


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ((), ""),
        ((40, 90), ""),
        ((11, 11), ""),
        ((3, 40, 90), "ab"),  # alone it would be the total less the rest
        ((10, 10, 90), "abc"),  # two of 20 in all are ten each
        ((9, 10, 90), "ab"),
        ((1, 2, 40, 90), "abc"),  # three in all are a small cell themselves
        ((3, 40, 40, 90), "abc"),  # of equals both: the name would tell which
        ((0, 40, 90), "ab"),
    ],
)
def test_small_groups_are_hidden_with_as_many_others_as_it_takes(
    numbers: tuple[int, ...], hidden: str
) -> None:
    assert hidden_of(CMS, *numbers) == hidden


def test_eleven_groups_of_one_are_not_told_by_their_sum() -> None:
    assert hidden_of(CMS, *[1] * 11, 30, 50) == "abcdefghijkl"


def test_where_nothing_is_left_to_hide_behind_the_sum_is_hidden_too() -> None:
    assert hide(sizes_of(5), CMS).sum_may_be_shown is False
    assert hide(sizes_of(2, 3), CMS).sum_may_be_shown is False
    assert hide(sizes_of(5, 40), CMS).sum_may_be_shown is True


@pytest.mark.parametrize("minimum", [0, 1])
def test_a_minimum_of_none_or_one_hides_nothing(minimum: int) -> None:
    assert hide(sizes_of(1, 2, 3), minimum).keys == frozenset()


def splits(total: int, parts: int) -> Iterator[list[int]]:
    """Yield every way to split a total into so many numbers from 1."""
    if parts == 1:
        yield [total]
        return
    for first in range(1, total - parts + 2):
        for rest in splits(total - first, parts - 1):
            yield [first, *rest]


def attack(sizes: Sizes, minimum: int) -> dict[Keys, set[int]]:
    """Return what a reader of the output must hold possible of each hidden group.

    They see the names, the groups that are shown and the sum of the others; they know
    the rule and try each split of the sum to see whether it would have led to this.
    """
    output = hide(sizes, minimum)
    names = sorted(key for key in sizes if key in output.keys)
    seen = {key: size for key, size in sizes.items() if key not in output.keys}
    possible: dict[Keys, set[int]] = {name: set() for name in names}
    total = sum(sizes[name] for name in names)
    for split in splits(total, len(names)) if names else ():
        guess = seen | dict(zip(names, split, strict=True))
        if hide(guess, minimum) == output:
            for name, size in zip(names, split, strict=True):
                possible[name].add(size)
    return possible


@settings(max_examples=250, deadline=None)
@given(
    st.integers(2, 5),
    st.lists(st.integers(1, 13), min_size=1, max_size=5),
)
def test_no_hidden_group_can_be_computed_from_the_output(
    minimum: int, numbers: list[int]
) -> None:
    sizes = sizes_of(*numbers)
    if not hide(sizes, minimum).sum_may_be_shown:
        return

    possible = attack(sizes, minimum)

    assert [name for name, held in possible.items() if len(held) < 2] == []


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(2, 20))
def test_whatever_is_shown_is_large_enough(numbers: list[int], minimum: int) -> None:
    sizes = sizes_of(*numbers)

    hidden = hide(sizes, minimum)

    shown = [size for key, size in sizes.items() if key not in hidden.keys]
    assert all(size >= minimum for size in shown)
    assert len(hidden.keys) != 1 or not hidden.sum_may_be_shown


@given(st.lists(st.integers(0, 60), max_size=12))
def test_the_order_of_groups_does_not_matter(numbers: list[int]) -> None:
    sizes = sizes_of(*numbers)
    turned = dict(reversed(list(sizes.items())))

    assert hide(turned, CMS) == hide(sizes, CMS)
