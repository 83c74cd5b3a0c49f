"""Pages and forms of the desk, without a browser."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from openimr.domain import Verdict
from workbench.assignment.models import Assignment
from workbench.audit.models import Entry
from workbench.cases.actions import queue_reading
from workbench.cases.models import Case
from workbench.people.models import User

from .conftest import People
from .desks import Desk, in_review, read_at_once

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


@pytest.fixture
def browser(desk: Desk, logged_in: Browser) -> Client:
    return logged_in(desk.reviewer)


def _at(desk: Desk, rest: str = "") -> str:
    return f"/desk/{desk.assignment.pk}/{rest}"


def test_my_cases_lead_to_the_desk(desk: Desk, browser: Client) -> None:
    page = browser.get("/desk/").content.decode()

    assert desk.case.number in page
    assert _at(desk) in page


def test_a_shut_file_leads_to_the_attestation(desk: Desk, browser: Client) -> None:
    Assignment.objects.update(attested=None)

    answer = browser.get(_at(desk))

    assert answer.status_code == 302
    assert answer["Location"] == f"/assignment/{desk.assignment.pk}/attest/"


def test_the_desk_shows_criteria_passages_and_what_was_not_found(
    desk: Desk, browser: Client
) -> None:
    page = browser.get(_at(desk, "?item=2")).content.decode()

    item = desk.bench.content.draft.items[1]
    for entry in item.criteria:
        assert f'id="criterion-{entry.id}"' in page
    assert "UNVERIFIED" in page
    assert "Looked for and not found" in page
    assert "Nearest passages, and why they do not count" in page
    assert re.search(r'data-page="\d+" data-start="\d+" data-end="\d+"', page)
    assert "What would change the answer" in page
    assert Entry.objects.filter(act="read-desk").count() == 1


def test_an_address_of_a_passage_opens_its_page(desk: Desk, browser: Client) -> None:
    page = browser.get(_at(desk, "?item=1")).content.decode()
    found = re.search(r'href="(/desk/\d+/pages/\d+/\?start=\d+&amp;end=\d+)"', page)
    assert found is not None

    answer = browser.get(found[1].replace("&amp;", "&"))

    assert answer.status_code == 200


def _fact(desk: Desk, **other: object) -> dict[str, object]:
    chosen = desk.selection()
    return {
        "version": 1,
        "item": 1,
        "page": chosen.page,
        "start": chosen.start,
        "end": chosen.end,
        "words": chosen.words,
        "fact": "muscle_spasm_exam",
        "finding": "absent",
        "value": "",
        **other,
    }


def test_a_fact_is_added_by_a_plain_form(desk: Desk, browser: Client) -> None:
    answer = browser.post(_at(desk, "facts/add/"), _fact(desk))

    assert answer.status_code == 302
    assert answer["Location"] == _at(desk, "?item=1#facts")
    page = browser.get(_at(desk, "?item=1")).content.decode()
    assert "added by you" in page
    assert "With your findings" in page


@pytest.mark.parametrize(
    ("other", "words", "status"),
    [
        ({"words": "never written"}, "do not stand there", 422),
        ({"fact": "nonsense"}, "no fact is called", 422),
        ({"page": ""}, "Mark words on a page first", 422),
        ({"item": 99}, "no item of that number", 422),
        ({"version": 7}, "changed in another window", 409),
        ({"fact": "duration_of_use", "finding": "present"}, "none is given", 422),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_says_why(
    desk: Desk, browser: Client, other: dict[str, object], words: str, status: int
) -> None:
    answer = browser.post(_at(desk, "facts/add/"), _fact(desk, **other))

    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert str(other.get("words", "spasm")) in page
    assert desk.draft.version == 1


def test_each_form_saves_and_leads_back_to_its_place(
    desk: Desk, browser: Client
) -> None:
    rule = desk.bench.proposal.items[0].criteria[0].id
    chosen = desk.selection("Oswestry")
    words = {
        "page": chosen.page,
        "start": chosen.start,
        "end": chosen.end,
        "words": chosen.words,
    }
    sent: list[tuple[str, dict[str, object], str]] = [
        (
            "override/",
            {"criterion": rule, "status": "not_met", "reason": "No."},
            f"?item=1#criterion-{rule}",
        ),
        ("override/withdraw/", {"criterion": rule}, f"?item=1#criterion-{rule}"),
        ("decide/", {"decision": "upheld", "reason": "No."}, "?item=1#decision"),
        ("rationale/", {"text": "It is so. [1]"}, "?item=1#words"),
        ("summary/", {"item": 0, "text": "It is so. [1]"}, "?item=0#words"),
        ("passages/add/", {"item": 0, **words}, "?item=0#words"),
        ("passages/remove/", {"item": 0, "place": 1}, "?item=0#words"),
    ]
    for number, (to, given, back) in enumerate(sent, 1):
        answer = browser.post(_at(desk, to), {"version": number, "item": 1, **given})

        assert answer.status_code == 302, to
        assert answer["Location"] == _at(desk, back)
    for item in (0, 1):
        page = browser.get(_at(desk, f"?item={item}")).content.decode()
        assert "It is so. [1]" in page
        assert "written by you" in page


def test_a_judgement_that_is_refused_stands_open_at_its_criterion(
    desk: Desk, browser: Client
) -> None:
    rule = desk.bench.proposal.items[0].criteria[0].id

    answer = browser.post(
        _at(desk, "override/"),
        {
            "version": 1,
            "item": 1,
            "criterion": rule,
            "status": Verdict.NOT_MET.value,
            "reason": "",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="criterion-{rule}-error"' in page
    assert "Say why, in a sentence." in page


def test_an_unknown_mark_is_told_at_the_field(desk: Desk, browser: Client) -> None:
    text = {"version": 1, "item": 1, "text": "It is so. [777]"}

    answer = browser.post(_at(desk, "rationale/"), text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="text-error"' in page
    assert "there is no source [777]" in page
    assert "It is so. [777]" in page


def test_the_letter_is_shown_as_text_as_pdf_and_with_its_evidence(
    desk: Desk, browser: Client
) -> None:
    text = browser.get(_at(desk, "letter/")).content.decode()
    pdf = browser.get(_at(desk, "letter/pdf/"))
    evidence = browser.get(_at(desk, "letter/evidence/"))

    assert "CLINICAL CASE SUMMARY" in text
    assert "Pain Medicine" in text
    assert "Feather" not in text  # of the register; a letter names no reviewer
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("inline")
    assert evidence.status_code == 200
    assert "style-src 'sha256-" in evidence["Content-Security-Policy"]
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"read-letter", "read-letter-pdf", "read-evidence"} <= acts


def test_without_an_entry_of_the_register_there_is_no_letter(
    desk: Desk, browser: Client
) -> None:
    desk.reviewer.reviewer.delete()

    answer = browser.get(_at(desk, "letter/"))

    assert "register of reviewers has no entry" in answer.content.decode()


def test_another_reading_is_told_and_taken_over_once_it_was_looked_at(
    desk: Desk, browser: Client
) -> None:
    queue_reading(desk.case)
    read_at_once(Case.objects.get(pk=desk.case.pk))
    assert "read again since you began" in browser.get(_at(desk)).content.decode()
    page = browser.get(_at(desk, "rebase/")).content.decode()
    assert "What to look at" in page

    late = {"version": 1, "to": "00000000-0000-4000-8000-000000000000"}
    assert browser.post(_at(desk, "rebase/"), late).status_code == 409
    sent = {"version": 1, "to": str(desk.bench.latest.pk)}
    answer = browser.post(_at(desk, "rebase/"), sent)

    assert answer.status_code == 302
    assert not desk.bench.out_of_date


def test_the_desk_asks_the_database_little(
    desk: Desk, browser: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser.get(_at(desk, "?item=1"))

    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        answer = browser.get(_at(desk, "?item=1"))

    assert answer.status_code == 200
