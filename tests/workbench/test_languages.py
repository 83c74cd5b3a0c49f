"""Both languages say all there is, plainly, and each page says which one it speaks."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils import translation

import workbench
from openimr.errors import KnowledgeError
from openimr.plain import Language
from tests.plain.reading_ease import flesch_kincaid, szigriszt_pazos
from workbench.languages import speech
from workbench.parties.models import Kind
from workbench.parties.notices import KINDS
from workbench.parties.stages import STAGES, Stage, rules
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People

SITE = Path(workbench.__file__).parent
FILES = sorted(SITE.glob("*/texts/*.yaml"))
ROOMS = ("design", "languages", "parties", "people")
_SAID = re.compile(r"""\bsay(?:_later)?[ (]["'](\w+\.\w+)["']""")


def _keys() -> set[str]:
    return set(speech.texts()[Language.EN])


def _used() -> set[str]:
    """Return the keys that pages and code name, those made up at run time included."""
    files = [file for room in ROOMS for file in (SITE / room).rglob("*")]
    sources = [file for file in files if file.suffix in {".html", ".py"}]
    words = "\n".join(file.read_text("utf-8") for file in sources)
    made = {f"days.{n}" for n in range(7)}
    made |= {f"notices.{kind}_{part}" for kind in KINDS for part in ("title", "text")}
    made |= {f"pages.you_are_{kind}" for kind in Kind.values}
    made |= {
        f"stages.{stage}_{part}"
        for stage in Stage
        for part in ("name", "now", "next", "why")
    }
    made |= {f"stages.{stage}_when" for stage in Stage} & _keys()
    made |= {"stages.decision_when_regular", "stages.decision_when_expedited"}
    made |= {key for key in _keys() if key.startswith(("uploads.", "grounds."))}
    made |= set(re.findall(r'"(pages\.\w+)"', words))
    return made | set(_SAID.findall(words))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_there_in_both_languages_with_the_same_blanks(file: Path) -> None:
    held = yaml.safe_load(file.read_text("utf-8"))

    for key, pair in held.items():
        assert speech.checked(f"{file.stem}.{key}", pair) == pair


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ({"en": "Yes."}, "not there in every language"),
        ({"en": "Yes.", "es": " "}, "not there in every language"),
        ({"en": "Yes.", "es": "Sí.", "fr": "Oui."}, "not there in every language"),
        ({"en": "By {day}.", "es": "El {dia}."}, "blanks differ"),
    ],
)
def test_a_text_that_lacks_something_is_refused(
    pair: dict[str, str], told: str
) -> None:
    with pytest.raises(KnowledgeError, match=told):
        speech.checked("pages.test", pair)


def test_no_text_is_asked_for_that_is_not_there_and_none_is_there_for_nothing() -> None:
    assert sorted(_used() ^ _keys()) == []


def test_the_script_of_uploads_says_the_same_in_english() -> None:
    script = (SITE / "files/static/files/upload.js").read_text("utf-8")
    table = script[script.index("const WORDS = {") :].split("};")[0]
    said = dict(re.findall(r'^  (\w+): "(.*)",$', table, re.MULTILINE))

    assert said == json.loads(speech.for_script("uploads"))
    assert set(re.findall(r'\bsay\("(\w+)"', script)) == set(said)


def test_texts_are_not_the_same_in_both_languages() -> None:
    english, spanish = (speech.texts()[language] for language in Language)

    same = {key for key in english if english[key] == spanish[key]}

    assert same == set()


@pytest.mark.parametrize("key", ["pages.no_such_text", "nothing"])
def test_a_key_without_a_text_is_told(key: str) -> None:
    with pytest.raises(KnowledgeError, match="no such text"):
        speech.say(key)


def test_a_blank_that_nothing_fills_is_told() -> None:
    with pytest.raises(KnowledgeError, match="'number'"):
        speech.say("pages.case")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday, December 22, 2014"),
        ("es", "lunes 22 de diciembre de 2014"),
        ("es-mx", "lunes 22 de diciembre de 2014"),
        ("fr", "Monday, December 22, 2014"),
    ],
)
def test_days_are_spelled_out(language: str, said: str) -> None:
    with translation.override(language):
        assert speech.day(dt.date(2014, 12, 22)) == said


def _running(language: Language) -> list[str]:
    """Return what is read as text: sentences, not labels of buttons or headings."""
    kept = ("pages.", "stages.", "notices.", "mail.", "site.", "grounds.")
    held = speech.texts()[language].items()
    return [
        re.sub(r"\{\w+\}", "2", text)
        for key, text in held
        if key.startswith(kept) and text.rstrip().endswith(".")
    ]


def test_english_is_read_with_eight_years_of_school_and_spanish_easily() -> None:
    english, spanish = _running(Language.EN), _running(Language.ES)

    assert len(english) > 70
    assert flesch_kincaid(english) < 4
    assert max(flesch_kincaid([text]) for text in english) < 12
    assert szigriszt_pazos(spanish) > 70


def test_every_state_has_a_stage_and_every_rule_is_in_the_programme() -> None:
    from workbench.cases.states import State
    from workbench.parties.stages import RULES

    assert set(STAGES) == set(State)
    assert set(RULES) == set(Stage)
    for ids in RULES.values():
        found = rules("california_workers_comp", *ids)
        assert tuple(rule.id for rule in found) == ids


@pytest.mark.django_db
def test_a_party_changes_language_and_keeps_it(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    user = person(Role.PARTY)
    browser = logged_in(user)

    before = browser.get("/parties/").content.decode()
    answer = browser.post("/language/", {"language": "es", "next": "/parties/"})
    after = browser.get("/parties/").content.decode()

    assert '<html lang="en">' in before
    assert answer["Location"] == "/parties/"
    assert '<html lang="es">' in after
    assert "Salir" in after
    assert "Log out" not in after
    user.refresh_from_db()
    assert user.language == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere", ""])
def test_the_switch_leads_nowhere_else(there: str) -> None:
    answer = Client().post("/language/", {"language": "es", "next": there})

    assert answer["Location"] == "/"
    assert answer.cookies["django_language"].value == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "", "es\n", "../es"])
def test_a_language_that_is_not_spoken_changes_nothing(language: str) -> None:
    answer = Client().post("/language/", {"language": language, "next": "/"})

    assert answer.status_code == 302
    assert "django_language" not in answer.cookies


@pytest.mark.django_db
def test_a_stranger_is_spoken_to_in_the_language_of_the_browser() -> None:
    asked = {"Accept-Language": "es-MX,es;q=0.9"}

    shown = {
        address: Client(headers=asked).get(address).content.decode()
        for address in ("/", "/account/login/", "/no-such-page/")
    }

    for words in shown.values():
        assert '<html lang="es">' in words
        assert "Ir al contenido principal" in words


@pytest.mark.django_db
def test_pages_of_the_organisation_are_english_whatever_the_browser_asks_for(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    user = person(Role.COORDINATOR)
    User.objects.filter(pk=user.pk).update(language="es")
    browser = logged_in(user)

    words = browser.get("/cases/", headers={"Accept-Language": "es"}).content.decode()

    assert '<html lang="en">' in words
    assert "Log out" in words


@pytest.mark.django_db
def test_what_is_not_open_to_a_party_is_told_in_its_language(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    user = person(Role.PARTY)
    User.objects.filter(pk=user.pk).update(language="es")
    user.refresh_from_db()
    browser = logged_in(user)

    refused = browser.get("/cases/")
    absent = browser.get("/parties/mine/00000000-0000-4000-8000-000000000000/")

    assert (refused.status_code, absent.status_code) == (403, 404)
    assert "Esta página no está abierta para usted" in refused.content.decode()
    assert "Esta página no existe" in absent.content.decode()
