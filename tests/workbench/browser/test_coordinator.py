"""The coordinator's pages in a browser."""

import pytest

from workbench.people.roles import Role

from ..conftest import People
from ..making import opened
from .conftest import Browse


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_queue_shows_the_cases(person: People, browse: Browse, width: int) -> None:
    user = person(Role.COORDINATOR)
    case = opened(user)
    page = browse(user, width)

    page.goto("/cases/")

    assert page.get_by_role("link", name=case.number).is_visible()
