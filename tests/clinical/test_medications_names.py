"""Drugs by any of their names: brands, combinations, abbreviations, slips."""

import pytest

from openimr.clinical import load_drugs
from openimr.clinical.medications.names import drug_names

NAMES = [
    ("APAP 500", "acetaminophen", ()),
    ("HCTZ 25", "hydrochlorothiazide", ()),
    ("MSIR 15", "morphine", ()),
    ("MSContin 30", "morphine", ()),
    ("MS Contin", "morphine", ()),
    ("Norco 10", "hydrocodone", ("acetaminophen",)),
    ("Hydrocod/APAP", "hydrocodone", ("acetaminophen",)),
    ("hydrocodone bitartrate and acetaminophen", "hydrocodone", ("acetaminophen",)),
    ("Tylenol w/ codeine", "codeine", ("acetaminophen",)),
    ("T#3", "codeine", ("acetaminophen",)),
    ("Ultracet", "tramadol", ("acetaminophen",)),
    ("Percocet", "oxycodone", ("acetaminophen",)),
    ("lisinopril/HCTZ", "lisinopril", ("hydrochlorothiazide",)),
    ("Terocin patch", "lidocaine", ("menthol",)),
    ("Voltaren gel", "diclofenac topical", ()),
    ("Voltaren XR", "diclofenac", ()),
    ("SMZ/TMP DS", "sulfamethoxazole", ("trimethoprim",)),
    ("vit D3", "vitamin d", ()),
    ("PEG 3350", "polyethylene glycol", ()),
    ("Z-Pak", "azithromycin", ()),
    ("Wegovy", "semaglutide", ()),
    ("Vraylar", "cariprazine", ()),
    ("Anafranil", "clomipramine", ()),
    ("Nurtec", "rimegepant", ()),
    ("EMLA", "prilocaine", ("lidocaine",)),
]


@pytest.mark.parametrize(("written", "drug", "others"), NAMES)
def test_a_drug_is_known_by_any_of_its_names(
    written: str, drug: str, others: tuple[str, ...]
) -> None:
    (hit,) = drug_names().find(written.lower())

    assert (hit.drug, hit.others) == (drug, others)


SLIPS = [
    ("Cyclobenzapnne", "cyclobenzaprine"),
    ("CycIobenzaprine", "cyclobenzaprine"),
    ("cyc1obenzaprine", "cyclobenzaprine"),
    ("Tramad0l", "tramadol"),
    ("hydroc0done/APAP", "hydrocodone"),
    ("gabapentln", "gabapentin"),
    ("0meprazole", "omeprazole"),
    ("Carlsoprodol", "carisoprodol"),
    ("tizanadine", "tizanidine"),
    ("gabapentan", "gabapentin"),
    ("methocarbomol", "methocarbamol"),
    ("hydrocodne", "hydrocodone"),
    ("cyclobenzeprine", "cyclobenzaprine"),
    ("meloxicam", "meloxicam"),
    ("pregablin", "pregabalin"),
    ("eszopicolne", "eszopiclone"),
    ("OXYCODON", "oxycodone"),
    ("HYDROCODON-ACETAMINOPHEN", "hydrocodone"),
]


@pytest.mark.parametrize(("written", "drug"), SLIPS)
def test_a_slip_of_scanner_or_typist_does_not_hide_a_drug(
    written: str, drug: str
) -> None:
    hits = drug_names().find(written.lower())

    assert hits[0].drug == drug


@pytest.mark.parametrize(
    "words",
    [
        "singular finding",
        "percs of the job",
        "perks and norms",
        "horizontal and vertical gaze",
        "sonata for piano",
        "hydrotherapy and gabled roof",
        "relaxation, medication, meditation",
        "normal flexion and extension",
        "iron work, zinc plating, lead paint, calcium 9.4",
        "same as before",
        "allergic reaction",
        "ensure that he aligns",
    ],
)
def test_other_words_are_no_drugs(words: str) -> None:
    assert [hit for hit in drug_names().find(words) if not hit.of_class] == []


def test_every_name_of_the_lexicon_is_found_as_its_drug() -> None:
    names = drug_names()
    wrong = []
    for drug in load_drugs():
        for written in (drug.name, *drug.synonyms, *drug.brands):
            hits = names.find(written.lower())
            if not hits or hits[0].drug != drug.name or hits[0].start != 0:
                wrong.append((drug.name, written))

    assert wrong == []


def test_the_lexicon_holds_at_least_five_hundred_substances() -> None:
    assert len(load_drugs()) >= 500
