"""The leak test finds what is left, wherever it hides, and never repeats it."""

import io
import json
import zipfile

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject, TextStringObject

from openimr.errors import UnreadableFileError
from openimr.publication import Leak, Parties, Person, Remover, find_leaks
from openimr.publication.words import words

from .parties import PARTIES, WORDS, calendar


def _leaks(text: str, dates: str = "keep") -> list[Leak]:
    files = {"letter.txt": text.encode()}
    return list(find_leaks(files, PARTIES, calendar(dates)))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("seen was Orrborough today", "worker"),
        ("seen was ORRBOROUGH, ROSALBA", "worker"),
        ("seen was Orrborouqh today", "worker"),
        ("seen was Orr-\nborough today", "worker"),
        ("seen was Penaorrborough today, Rosalba", "worker"),
        ("O R R B O R O U G H", "worker"),
        ("the note of Vexworth", "requester"),
        ("Ms. Brown called", "adjuster"),
        ("works at Tressick Title and Escrow", "employer"),
        ("paid by Coastward Claim Services", "administrator"),
        ("claim PC00418837 of", "claim_number"),
        ("call 559-555-0142 now", "telephone number"),
        ("call 559 5550142 now", "phone"),
        ("number 219-09-9999", "social security number"),
        ("at 1186 JUNIPER HOLLOW CT, San Orro CA 93299", "street"),
        ("m.orr@hillside.example", "e-mail address"),
        ("DOB: 5/2/1965", "date of birth"),
        ("P.O. Box 7719", "place"),
        ("EAMS ADJ7740012", "number of the appeals board"),
        ("Mr. Unheardof came", "person"),
        ("a 94-year-old man", "age"),
    ],
)
def test_what_is_left_blocks(text: str, what: str) -> None:
    blocking = [leak for leak in _leaks(text) if leak.blocks]

    assert what in {leak.what for leak in blocking}
    assert {leak.where for leak in blocking} == {"paragraph 1"}


@pytest.mark.parametrize(
    "text",
    [
        "The worker has brown discharge; by grace, it will rest.",
        "Hawkins, Neer and Spurling signs; Kellgren-Lawrence 3; Hawkins test.",
        "Norco 10/325 mg #120 since 10/16/2014, MS Contin 15 mg, L4-5, 97110.",
        "Right knee pain and chronic back pain after discharge (D3 p. 4).",
    ],
)
def test_a_clean_text_passes(text: str) -> None:
    assert _leaks(text) == []


def test_a_word_that_may_be_a_name_is_left_to_a_person() -> None:
    [leak] = _leaks("The call that said Brown of the office was short.")

    assert (leak.what, leak.blocks) == ("adjuster", False)


@pytest.mark.parametrize("dates", ["year", "remove"])
def test_days_block_where_the_policy_withholds_them(dates: str) -> None:
    assert {leak.what for leak in _leaks("seen 10/16/2014", dates)} == {"day"}
    assert _leaks("seen 2014", dates) == []


def test_the_number_of_the_review_stays_only_as_letters_are_posted_today() -> None:
    assert _leaks("CM14-0187654") == []
    assert [leak.what for leak in _leaks("CM14-0187654", "year")] == ["case number"]


def test_a_rare_combination_is_remarked_on_and_does_not_block() -> None:
    told = "a 49-year-old female cook with a date of injury of 04/17/2000"

    [leak] = _leaks(told)

    assert (leak.what, leak.blocks) == ("rare combination", False)
    assert "the day of the injury" in leak.how


def test_no_leak_repeats_the_words() -> None:
    told = repr(_leaks("Ms. Orrborough, claim PC-00-418837, 559-555-0142"))

    assert "rrborough" not in told.lower()
    assert "418837" not in told
    assert "0142" not in told


def test_every_field_of_the_data_is_searched() -> None:
    data = {"items": [{"rationale": [{"text": "as Orrborough said"}]}]}
    files = {"determination.json": json.dumps(data).encode()}

    [leak] = find_leaks(files, PARTIES, calendar())

    assert leak.where == "items[0].rationale[0].text"


def test_metadata_notes_and_unseen_values_of_a_pdf_are_searched() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    page[NameObject("/Alt")] = TextStringObject("picture of Orrborough")
    writer.add_metadata({"/Author": "Quillan Vexworth"})
    writer.add_attachment("notes.txt", b"Orrborough")
    stream = io.BytesIO()
    writer.write(stream)

    found = find_leaks({"letter.pdf": stream.getvalue()}, PARTIES, calendar())

    assert ("metadata /Author", "requester") in {(f.where, f.what) for f in found}
    assert "worker" in {leak.what for leak in found if "/Alt" in leak.where}
    assert "attachment or script" in {leak.what for leak in found}


def test_properties_comments_and_changes_of_a_word_file_are_searched() -> None:
    document = docx.Document()
    document.core_properties.author = "Quillan Vexworth"
    paragraph = document.add_paragraph("Seen by ")
    run = paragraph.add_run("Orrborough")
    run.font.hidden = True
    stream = io.BytesIO()
    document.save(stream)

    found = find_leaks({"letter.docx": stream.getvalue()}, PARTIES, calendar())

    told = {(leak.where.split()[0], leak.what) for leak in found}
    assert ("docProps/core.xml", "requester") in told
    assert ("word/document.xml", "worker") in told
    assert ("the", "hidden text") in told


def test_tracked_changes_of_a_word_file_block() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as held:
        content = '<w:p><w:del w:id="1"><w:delText>old</w:delText></w:del></w:p>'
        held.writestr("word/document.xml", content)

    found = find_leaks({"letter.docx": stream.getvalue()}, PARTIES, calendar())

    assert [leak.what for leak in found] == ["tracked changes"]


@pytest.mark.parametrize("name", ["letter.pdf", "letter.docx", "determination.json"])
def test_a_file_that_is_not_what_it_says_cannot_pass(name: str) -> None:
    with pytest.raises(UnreadableFileError):
        find_leaks({name: b"\x00nothing"}, PARTIES, calendar())


GIVEN = st.sampled_from("Torvala Quillan Marisela Ignatz Yevonne Brisco".split())
SYLLABLES = st.sampled_from("vex orr kel tam bri zun dak lo mir pel".split())
FAMILY = st.lists(SYLLABLES, min_size=2, max_size=4).map(lambda s: "".join(s).title())
CLINICAL = st.sampled_from(
    [
        "brown discharge from the left knee",
        "Spurling and Hawkins signs were positive",
        "Neer, Lasegue, Tinel and Phalen tests are negative",
        "Kellgren-Lawrence grade 3 on films of 2014",
        "Norco 10/325 mg and baclofen 10 mg #90",
        "MTUS Chronic Pain Medical Treatment Guidelines",
        "it may rest by the will and grace of time",
    ]
)
SPELT = (
    "{g} {f}",
    "{f}, {g}",
    "{G} {F}",
    "{F}, {G}",
    "{g} T. {f}",
    "Mr. {f}",
    "MS. {F}",
    "{i}. {f}",
    "{f}, {i}.",
    "{f}",
    "{F}",
    "{g} {f}'s",
    "{f}\u2019s",
    "{g}\n{f}",
    "{s}",
)


def _slip(name: str) -> str:
    """Return a name with one letter read wrongly."""
    at = len(name) // 2
    return name[:at] + ("q" if name[at] != "q" else "g") + name[at + 1 :]


def _spell(way: str, given_name: str, family: str) -> str:
    return way.format(
        g=given_name,
        f=family,
        G=given_name.upper(),
        F=family.upper(),
        i=given_name[0],
        s=_slip(family),
    )


@settings(max_examples=150, deadline=None)
@given(
    GIVEN,
    FAMILY.filter(lambda name: len(name) > 5 and name.lower() not in words().generic),
    st.lists(st.tuples(CLINICAL, st.sampled_from(SPELT)), min_size=1, max_size=5),
)
def test_of_any_party_in_any_spelling_nothing_is_left_and_medicine_stays(
    first: str, family: str, parts: list[tuple[str, str]]
) -> None:
    parties = Parties(people=(Person("worker", f"{first} {family}"),), words=WORDS)
    sentences = [
        f"the file of {_spell(way, first, family)} tells of {said}."
        for said, way in parts
    ]

    copy = Remover(parties, calendar()).text(" ".join(sentences))

    assert family.lower() not in copy.lower()
    assert _slip(family) not in copy
    assert first.lower() not in copy.lower()
    assert all(said in copy for said, _ in parts)
    assert find_leaks({"letter.txt": copy.encode()}, parties, calendar()) == ()
