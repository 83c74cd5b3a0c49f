"""A site to try out: fictional cases, once, and a way in for each role."""

import shutil
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from openimr.errors import InputError
from workbench.cases.models import Case
from workbench.demonstration import loading
from workbench.demonstration.loading import LoadDemonstration, example
from workbench.parties.models import PartyInvitation
from workbench.people.actions import Accept
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import PASSWORD, People
from .making import opened

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
_WHERE = """
import django
django.setup()
from workbench.demonstration.loading import example
print(example())
"""


def test_cases_are_loaded_once_and_each_role_is_invited() -> None:
    first, second = LoadDemonstration().execute(), LoadDemonstration().execute()

    assert [one.role for one in first] == list(Role)
    assert all(one.secret for one in (*first, *second))
    cases = Case.objects.order_by("number")
    assert [case.records.count() for case in cases] == [3, 2, 1]
    waiting = PartyInvitation.objects.filter(invitation__withdrawn=None)
    assert [one.case for one in waiting] == [cases[0]]


def test_who_came_in_is_not_invited_again_and_nobody_is_the_opener() -> None:
    [way, *_] = LoadDemonstration().execute()
    Accept(way.secret, PASSWORD).execute()

    assert User.objects.get(email=way.email).roles == {Role.COORDINATOR}
    [again, *others] = LoadDemonstration().execute()
    assert (again.secret, all(one.secret for one in others)) == ("", True)
    opener = User.objects.get(email="demonstration@example.org")
    assert (opener.is_active, opener.has_usable_password()) == (False, False)


def test_a_site_with_cases_of_its_own_is_not_opened(person: People) -> None:
    opened(person(Role.COORDINATOR))

    with pytest.raises(CommandError, match="cases of its own"):
        call_command("demonstrate")

    assert Case.objects.count() == 1


def test_a_package_without_the_example_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for place in ("PACKAGED", "IN_CHECKOUT"):
        monkeypatch.setattr(loading, place, tmp_path)

    with pytest.raises(InputError, match="Install OpenIMR again"):
        LoadDemonstration().execute()


def test_a_checkout_needs_no_wheel() -> None:
    assert example() == ROOT / "examples" / "case"


def test_the_example_is_found_where_the_wheel_puts_it(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    installed = _laid_out(tmp_path / "a" / "b")

    found = subprocess.run(
        [sys.executable, "-c", _WHERE],
        env={**elsewhere, "PYTHONPATH": f"{installed}:{ROOT}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    there = installed / "workbench" / "demonstration" / "case"
    assert found.stdout.strip() == str(there)


def test_the_image_builds_its_wheel_from_all_that_belongs_in() -> None:
    steps = (ROOT / "deploy" / "Containerfile").read_text().splitlines()

    assert [step for step in steps if step.startswith("COPY examples")] == [
        f"COPY {source} {source}" for source in _forced()
    ]


def _forced() -> dict[str, str]:
    """Return what is put into the wheel from beside the sources, and where."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    forced: dict[str, str] = wheel["force-include"]
    return forced


def _laid_out(site: Path) -> Path:
    """Return a folder with the packages as a wheel unpacks them."""
    shutil.copytree(ROOT / "src" / "workbench", site / "workbench")
    for source, target in _forced().items():
        shutil.copytree(ROOT / source, site / target)
    return site


def test_the_demonstration_is_offered_while_there_is_no_case(person: People) -> None:
    def said() -> str:
        out = StringIO()
        call_command("demonstrate", "--offer", stdout=out)
        return out.getvalue()

    assert "openimr serve --demo" in said()
    opened(person(Role.COORDINATOR))
    assert said() == ""


def test_ways_in_are_printed_with_the_sites_address() -> None:
    out = StringIO()

    call_command("demonstrate", "--site", "http://127.0.0.1:9000", stdout=out)

    assert out.getvalue().count("http://127.0.0.1:9000/join/") == len(Role)
