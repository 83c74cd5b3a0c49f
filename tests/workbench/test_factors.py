"""Secrets of second factors: sealed in the database, and opened after a rotation."""

import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from workbench.audit.models import Entry
from workbench.errors import KeyLostError
from workbench.files.sealing import name_of_key
from workbench.people.adapter import SealedFactors
from workbench.people.factors import open_secret, seal_secret
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import PASSWORD, People

Browser = Callable[[User], Client]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
OLD, NEW = b"o" * 32, b"n" * 32


def _code(secret: str) -> str:
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counter)))


def _kept() -> str:
    return json.dumps(list(Authenticator.objects.order_by("pk").values_list("data")))


@pytest.mark.django_db
def test_what_a_code_is_computed_from_does_not_lie_in_the_clear(
    person: People,
) -> None:
    user = person(Role.REVIEWER, factor=False)

    totp = TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user)

    seed = SealedFactors().decrypt(codes.instance.data["seed"])
    assert SECRET not in _kept()
    assert seed not in _kept()
    assert len(seed) == 80
    assert totp.validate_code(_code(SECRET))
    assert codes.validate_code(codes.generate_codes()[0])
    assert not codes.validate_code(codes.generate_codes()[0])


def test_a_secret_is_never_sealed_the_same_way_twice() -> None:
    once, again = seal_secret(SECRET, [NEW]), seal_secret(SECRET, [NEW])

    assert once != again
    assert once.startswith(f"sealed:{name_of_key(NEW)}:")
    assert open_secret(once, [NEW]) == open_secret(again, [OLD, NEW]) == SECRET


def test_a_secret_from_before_secrets_were_sealed_still_opens() -> None:
    assert open_secret(SECRET, [NEW]) == SECRET


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept[:-8],
        lambda kept: kept[:-4] + "????",
        lambda kept: kept.rpartition(":")[0] + ":",
        lambda kept: kept.replace(name_of_key(NEW), name_of_key(OLD)),
        lambda kept: "sealed:",
    ],
)
def test_a_changed_secret_opens_to_nobody(spoil: Callable[[str], str]) -> None:
    with pytest.raises(KeyLostError):
        open_secret(spoil(seal_secret(SECRET, [NEW])), [NEW, OLD])


@pytest.mark.django_db
def test_after_sealing_anew_the_older_key_is_not_needed(
    person: People, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FILE_KEYS = (OLD,)
    sealed, clear = person(Role.REVIEWER, factor=False), person(Role.AUDITOR)
    TOTP.activate(sealed, SECRET)
    first = RecoveryCodes.activate(sealed).generate_codes()[0]
    kind = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(
        user=clear, type=kind, data={"migrated_codes": ["abc", "def"], "viewed_at": 1.5}
    )
    settings.FILE_KEYS = (NEW, OLD)

    call_command("rewrap")
    before = _kept()
    call_command("rewrap")

    settings.FILE_KEYS = (NEW,)
    assert _kept() == before
    told = capsys.readouterr().out
    assert "4 second factors sealed anew" in told
    assert "0 second factors sealed anew" in told
    assert Entry.objects.get(act="rewrap-factors").details["factors"] == 4
    own = {row.type: row for row in Authenticator.objects.filter(user=sealed)}
    assert TOTP(own[Authenticator.Type.TOTP]).validate_code(_code(SECRET))
    assert RecoveryCodes(own[kind]).validate_code(first)
    older = Authenticator.objects.get(user=clear, type=kind)
    assert '"abc"' not in before
    assert older.data["viewed_at"] == 1.5
    assert RecoveryCodes(older).get_unused_codes() == ["abc", "def"]


@pytest.mark.django_db
def test_sealing_anew_without_the_older_key_changes_nothing_and_says_so(
    person: People, settings: LazySettings
) -> None:
    TOTP.activate(person(Role.REVIEWER, factor=False), SECRET)
    before = _kept()
    settings.FILE_KEYS = (NEW,)

    with pytest.raises(CommandError, match="0 second factors are done"):
        call_command("rewrap")
    assert _kept() == before


@pytest.mark.django_db
def test_somebody_logs_in_with_a_sealed_factor(person: People) -> None:
    user, browser = person(Role.COORDINATOR, factor=False), Client()
    TOTP.activate(user, SECRET)

    login = {"login": user.email, "password": PASSWORD}
    asked = browser.post("/account/login/", login, follow=True)
    answer = browser.post(asked.request["PATH_INFO"], {"code": _code(SECRET)})

    assert answer.status_code == 302
    assert browser.get("/cases/").status_code == 200
