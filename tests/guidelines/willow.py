"""A sound family file to start from, and where to put what became of it."""

from pathlib import Path

FAMILY = """\
id: willow
title: Willow bark
kind: drug
names: [willow bark]
requests: ["Willow bark 200 mg #30"]
editions:
  - guideline: mtus_cp_2009
    section: Willow
    pages: 12-13
    pages_mark: UNVERIFIED
    recommendation: conditional
    note: A short course is an option.
    required:
      all:
        - id: flare
          statement: A flare is documented.
          fact: acute_exacerbation
          mark: UNVERIFIED
        - id: weeks
          statement: A course lasts two weeks.
          fact: duration_of_use
          at_most: 2 weeks
          mark: verified
examples:
  - name: A flare
    day: 2014-05-06
    phase: initial
    facts: {acute_exacerbation: present, duration_of_use: 1.5 weeks}
    expect: overturned
    decided_by: met
"""


def write(folder: Path, text: str, name: str = "willow.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
