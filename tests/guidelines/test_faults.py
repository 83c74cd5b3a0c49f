"""Faults of a family file; each message is asserted whole, being an interface."""

from pathlib import Path

import pytest

from openimr.errors import KnowledgeError
from openimr.guidelines import load_facts, load_file, load_library

from .willow import FAMILY, write

BY_RULES = [family.treatment.id for family in load_library().families]
RULES = list(load_library().rules)
UNWORDED = next(fact.id for fact in load_facts().values() if fact.met is None)
FAULTS = [
    (
        "fact: acute_ex",
        "fcat: acute_ex",
        "{file}:17: unknown key 'fcat'.  Did you mean 'fact'?",
    ),
    (
        "title: Willow bark",
        "colour: blue",
        "{file}:2: unknown key 'colour'.  Use one of beside, brands, editions, "
        "examples, excludes, id, ingredients, ingredients_needed, inherits, kind, "
        "names, only_with, requests, title, yields_to.",
    ),
    (
        "fact: duration_of_use",
        "fact: duration_of_usage",
        "{file}:21: unknown fact 'duration_of_usage'.  Did you mean 'duration_of_use'?",
    ),
    (
        "mtus_cp_2009",
        "mtus_cp_2019",
        "{file}:7: unknown value 'mtus_cp_2019'.  Did you mean 'mtus_cp_2016'?",
    ),
    (
        "at_most: 2 weeks",
        "at_most: 14 days",
        "{file}:22: the limit is in 'days', the fact 'duration_of_use' in 'weeks'.  "
        "Limits are compared as written; use the fact's unit.",
    ),
    (
        "fact: acute_exacerbation\n",
        "fact: acute_exacerbation\n          at_most: 3\n",
        "{file}:18: a limit on 'acute_exacerbation', which is no number.  Remove it.",
    ),
    (
        "at_most: 2 weeks",
        "at_most: 2 weeks\n          below: 3 weeks",
        "{file}:23: two limits, 'at_most' and 'below'.  Write two criteria.",
    ),
    (
        "at_most: 2 weeks",
        "at_most: two weeks",
        "{file}:22: 'two weeks' is no number with a unit.  Write it as '3 weeks'.",
    ),
    (
        "at_most: 2 weeks",
        "at_most: 2 weeks\n          wanted: false",
        "{file}:23: a limit together with 'wanted: false'.  Turn the limit round.",
    ),
    (
        "id: weeks",
        "id: flare",
        "{file}:19: id 'flare' is given twice in one edition.  Rename one of them.",
    ),
    (
        "mark: verified",
        "mark: checked",
        "{file}:23: unknown value 'checked'.  Use one of UNVERIFIED, verified.",
    ),
    (
        "statement: A flare is documented.",
        "statement: a flare",
        "{file}:16: 'statement' is no full sentence.  End it with a full stop.",
    ),
    (
        "fact: duration_of_use",
        "fact: duration_of_use\n          met: It is short.",
        "{file}:22: 'met' must stand inside a sentence.  Remove the full stop.",
    ),
    (
        "fact: acute_exacerbation",
        f"fact: {UNWORDED}",
        "{file}:15: key 'met' is missing.  Add it.",
    ),
    (
        "at_most: 2 weeks",
        "phase: refill",
        "{file}:22: unknown value 'refill'.  Use one of continuation, initial.",
    ),
    (
        "pages: 12-13",
        "pages: p. 12",
        "{file}:9: 'p. 12' are no pages.  Write '61, 63-66'.",
    ),
    (
        "    pages_mark: UNVERIFIED\n",
        "",
        "{file}:7: 'pages' and 'pages_mark' go together.  Give both or neither.",
    ),
    (
        "    note:",
        "    since: 2009-07-17\n    note:",
        "{file}:12: 2009-07-17 lies outside the days of mtus_cp_2009.  "
        "Correct the day.",
    ),
    (
        "    note:",
        "    since: 2009-13-17\n    note:",
        "{file}:12: '2009-13-17' is no day.  Write it as 2014-10-28.",
    ),
    (
        "    note:",
        "    gap: Nothing is known.\n    note:",
        "{file}:7: give either 'required' or 'gap'.  "
        "An edition has rules, or says why none are known.",
    ),
    (
        "      all:\n",
        "      all: []\n      any:\n",
        "{file}:14: both 'all' and 'any' in one group.  Nest one inside the other.",
    ),
    (
        "        - id: flare\n",
        "        - all: []\n        - id: flare\n",
        "{file}:15: an empty list.  Leave the key out.",
    ),
    (
        "        - id: flare\n",
        "        - use: sycamore\n        - id: flare\n",
        "{file}:15: nothing is called 'sycamore'.  Use one of "
        f"{', '.join(sorted([*BY_RULES, *RULES, 'willow']))}.",
    ),
    (
        "        - id: flare\n",
        "        - use: baclofen.dosage\n        - id: flare\n",
        "{file}:15: 'baclofen' has no part 'dosage' under mtus_cp_2009.  "
        "Did you mean 'dose'?",
    ),
    (
        "        - id: flare\n",
        "        - {use: benzodiazepine, guideline: odg}\n        - id: flare\n",
        "{file}:15: a rule of another guideline among the governing ones.  "
        "Show it under 'compare'.",
    ),
    (
        "        - id: flare\n",
        "        - use: willow\n        - id: flare\n",
        "{file}:15: 'willow' has no edition to include from.  "
        "Write the rule out, or a 'gap'.",
    ),
    (
        "      all:\n",
        "      when: {use: muscle_relaxant_general}\n      all:\n",
        "{file}:14: a group stands where one criterion is expected.  "
        "Open a way by one criterion.",
    ),
    (
        "kind: drug",
        "kind: drug\ninherits: [willow]",
        "{file}:4: cannot inherit from 'willow'.  Use one of "
        f"{', '.join(sorted(BY_RULES))}.",
    ),
    (
        "kind: drug",
        "kind: drugs",
        "{file}:3: unknown value 'drugs'.  Did you mean 'drug'?",
    ),
    (
        "names: [willow bark]",
        "names: [Willow bark]",
        "{file}:4: 'Willow bark' has capitals.  "
        "Names are compared in lower case; write it so.",
    ),
    (
        "names: [willow bark]",
        "names: [willow, willow]",
        "{file}:4: 'willow' stands here twice.  Keep one of them.",
    ),
    (
        'requests: ["Willow bark 200 mg #30"]\n',
        "",
        "{file}:1: no request wordings prove the names.  Add 'requests'.",
    ),
    (
        "id: willow",
        "id: Willow!",
        "{file}:1: 'Willow!' is no id.  "
        "Use lower case letters, digits and underscores.",
    ),
    (
        "title: Willow bark",
        "title: [Willow]",
        "{file}:2: a text is expected.  Write words.",
    ),
    (
        "names: [willow bark]",
        "names: willow",
        "{file}:4: a list is expected.  Write '- ' lines.",
    ),
    (
        "expect: overturned",
        "expect: upheld",
        "{file}:30: 'upheld' cannot be decided by 'met'.  "
        "Overturned is decided by met, upheld by the other two.",
    ),
    (
        "duration_of_use: 1.5 weeks",
        "duration_of_use: 10 days",
        "{file}:28: the answer is in 'days', the fact in 'weeks'.  "
        "Use the fact's unit.",
    ),
    (
        "acute_exacerbation: present",
        "acute_exacerbation: yes indeed",
        "{file}:28: unknown value 'yes indeed'.  Use one of absent, present, silent.",
    ),
    (
        "{acute_exacerbation: present",
        "{acute_exacerbatio: present",
        "{file}:28: unknown fact 'acute_exacerbatio'.  "
        "Did you mean 'acute_exacerbation'?",
    ),
    ("day: 2014-05-06\n    ", "", "{file}:25: key 'day' is missing.  Add it."),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_fault_is_named_with_its_line_and_a_cure(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in FAMILY
    file = write(tmp_path, FAMILY.replace(old, new, 1))

    with pytest.raises(KnowledgeError) as caught:
        load_file(file)

    assert str(caught.value) == message.replace("{file}", str(file))
