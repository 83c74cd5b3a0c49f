"""Heads of papers: some of the patient of the case, some of others."""

OURS = {
    "name turned round": "PROGRESS REPORT\nPatient: PELLWORTH, INES M\nBetter.",
    "initial only": "DAILY NOTE\nPatient: I. Pellworth\nBetter.",
    "slip of a letter": "PROGRESS REPORT\nPatient: Pelworth, Ines\nBetter.",
    "short form": "PROGRESS REPORT\nPatient: Pellworth\nBetter.",
    "birth date with a slip": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  DOB: 01/02/1971\nBetter."
    ),
    "married since, same birth date": (
        "PROGRESS REPORT\nPatient: Osterhout, Ines  DOB: 01/02/1970\nBetter."
    ),
    "another claim of hers": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  Claim: ZZ-99-77777\nBetter."
    ),
    "no identifiers": "PROGRESS REPORT\nShe is better.",
    "a relative in the text": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines\n"
        "Her brother, Tansy Orr, born 03/04/1981, has multiple sclerosis."
    ),
    "a letter to a physician": (
        "GRANGE MUTUAL\nMay 3, 2016\nBettina Osei, M.D.\nRE: Medical billing\n"
        "Dear Dr. Osei: We paid for Ms. Pellworth."
    ),
    "a letter by her husband": (
        "May 3, 2016\nRe: Bruno Pellworth\nI am Ines's husband and I cook for her."
    ),
    "the firm under subject": (
        "JOB DESCRIPTION\nSubject: Quayside Bakery\nKneads dough."
    ),
    "a physician under name": (
        "REFERRAL\nName: Bettina Osei, M.D.\nPlease see her for her neck."
    ),
    "a physician in capitals under name": (
        "REFERRAL\nName: BETTINA OSEI MD\nPlease see her for her neck."
    ),
    "a physical therapist under name": (
        "DAILY NOTE\nName: Kofi Obi, PT\nThe neck is looser."
    ),
    "an employer with a person's name": (
        "JOB DESCRIPTION\nEmployer Name: Halvor Wick\nKneads dough."
    ),
    "a physician in the letterhead": (
        "Tansy Orr, M.D.\nOrthopaedic surgery\nThe neck is stiff."
    ),
    "an account number of the practice": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  MRN: 884201  Acct: 55-1203\nBetter."
    ),
    "a chart number as file number": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  File No. 5512034\nBetter."
    ),
    "two claim numbers, one of them hers": (
        "PROGRESS REPORT\nRe: Quayside v. State  Claim: ZZ-99-77777\n"
        "Claim: QX-2015-00114\nBetter."
    ),
    "a nickname": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines (Nessie)  DOB: 01/02/1970\nBetter."
    ),
    "a double family name": (
        "PROGRESS REPORT\nPatient: Ines Pellworth-Orr  DOB: 03/04/1981\nBetter."
    ),
    "another patient in the text only": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines\n"
        + "Her neck is stiff.\n" * 20
        + "She shares a bench with Tansy Orr, who had the same surgery."
    ),
    "a name in the foot only": (
        "PROGRESS REPORT\n" + "Her neck is stiff.\n" * 30 + "Pellworth, Ines  page 1"
    ),
    "day and month turned round": (
        "LABORATORY\nDOB: 02/01/1970  Collected 05/01/2016\nGlucose 90"
    ),
    "a spouse as contact": (
        "INTAKE\nPatient: Ines Pellworth\nEmergency contact name: Bruno Orr\nBetter."
    ),
    "the adjuster under name": (
        "BILLING\nAdjuster Name: Opal Fennick\nPellworth, neck injury, paid."
    ),
}

STRANGERS = {
    "name, birth date, claim number": (
        "PROGRESS REPORT\nRe: Tansy Orr   Claim: 14-88-20316   Born: 03/04/1981\nSpasm."
    ),
    "name, date of birth": (
        "LUMBAR X-RAY\nPellworthy, Ivan R. DOB 03/04/1981. Exam: lumbar spine.\nNormal."
    ),
    "name": "DAILY NOTE\nPatient: Tansy Orr\nThe spasm is gone.",
    "date of birth": "FINAL REPORT\nDOB: 03/04/1981   Collected 05/01/2016\nGlucose 90",
    "a brother, born another day": (
        "PROGRESS REPORT\nPatient: Pellworth, Dennis  DOB: 11/12/1973\nSpasm."
    ),
    "a spouse with a claim of her own": (
        "PROGRESS REPORT\nPatient: Bruno Pellworth  Claim: ZZ-99-77777\nSpasm."
    ),
    "name in the foot, with a birth date": (
        "PROGRESS REPORT\n"
        + "The knee is swollen.\n" * 30
        + "Patient: Orr, Tansy   DOB: 03/04/1981"
    ),
    "a name in Spanish": (
        "INFORME\nPaciente: Tansy Orr  Fecha de nacimiento: 03/04/1981\nMejor."
    ),
    "a name without a label before a birth date": (
        "LUMBAR X-RAY\nORR, TANSY   DOB 03/04/1981\nNormal."
    ),
    "a name alike": (
        "PROGRESS REPORT\nPatient: Pelworthy, Inez  DOB: 11/12/1973  "
        "Claim: ZZ-99-77777\nSpasm."
    ),
}
