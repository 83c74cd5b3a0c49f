"""A small vocabulary for tests of requests, shaped like the one that ships."""

from openimr.domain import Drug, ItemKind, NameBeside, Treatment, Vocabulary

_TOPICAL_WORDS = ("cream", "gel", "ointment", "topical", "compound", "compounded")

DRUGS = (
    Drug(name="baclofen", brands=("Lioresal",)),
    Drug(name="carisoprodol", brands=("Soma",)),
    Drug(name="cyclobenzaprine", brands=("Flexeril", "Fexmid")),
    Drug(
        name="hydrocodone",
        brands=("Norco", "Vicodin ES"),
        synonyms=("hydrocodone/apap",),
        combined_with=(
            ("norco", ("acetaminophen",)),
            ("vicodin es", ("acetaminophen",)),
            ("hydrocodone/apap", ("acetaminophen",)),
        ),
    ),
    Drug(name="acetaminophen", synonyms=("apap",), brands=("Tylenol",)),
    Drug(
        name="codeine",
        synonyms=("tylenol with codeine",),
        brands=("Tylenol #3",),
        combined_with=(("tylenol #3", ("acetaminophen",)),),
    ),
    Drug(name="diclofenac", brands=("Voltaren",)),
    Drug(name="diclofenac topical", brands=("Voltaren Gel",)),
    Drug(name="lidocaine", brands=("Lidoderm",)),
    Drug(name="flurbiprofen"),
    Drug(name="fentanyl", brands=("Duragesic",)),
    Drug(name="testosterone", synonyms=("testosterone cypionate",)),
    Drug(name="sumatriptan", brands=("Imitrex",)),
    Drug(name="docusate", brands=("Colace",)),
    Drug(name="triamcinolone", brands=("Kenalog",)),
)


def _drug(name: str, *ingredients: str, **rules: tuple[str, ...]) -> Treatment:
    return Treatment(
        id=name,
        kind=ItemKind.DRUG,
        names=(name,),
        ingredients=ingredients or (name,),
        excludes=rules.get("excludes", ()),
        only_with=rules.get("only_with", ()),
        yields_to=rules.get("yields_to", ()),
    )


def _other(
    name: str,
    kind: ItemKind,
    *names: str,
    beside: tuple[NameBeside, ...] = (),
    yields_to: tuple[str, ...] = (),
) -> Treatment:
    return Treatment(
        id=name, kind=kind, names=names, beside=beside, yields_to=yields_to
    )


TREATMENTS = (
    _drug("baclofen", excludes=_TOPICAL_WORDS),
    _drug("carisoprodol"),
    _drug("cyclobenzaprine", excludes=_TOPICAL_WORDS),
    _drug("hydrocodone"),
    _drug("acetaminophen", yields_to=("hydrocodone", "codeine")),
    _drug("codeine"),
    _drug("diclofenac_oral", "diclofenac", excludes=("gel", "patch", "1%")),
    _drug("diclofenac_gel", "diclofenac", only_with=("gel", "patch", "1%")),
    _drug("lidocaine_patch", "lidocaine", only_with=("patch", "5%")),
    _drug("docusate"),
    _drug("fentanyl"),
    _drug("testosterone"),
    Treatment(
        id="topical_compound",
        kind=ItemKind.DRUG,
        names=("compound cream", "compounded cream"),
        ingredients=("flurbiprofen", "lidocaine", "baclofen", "cyclobenzaprine"),
        ingredients_needed=2,
        beside=(NameBeside(names=("flurbiprofen", "baclofen"), words=("cream",)),),
    ),
    _other("physical_therapy", ItemKind.THERAPY, "physical therapy", "pt"),
    _other("aquatic_therapy", ItemKind.THERAPY, "aquatic therapy"),
    _other(
        "lumbar_mri",
        ItemKind.TEST,
        "lumbar mri",
        beside=(NameBeside(names=("mri",), words=("lumbar", "low back")),),
    ),
    _other("emg_ncv", ItemKind.TEST, "emg/ncv", "emg"),
    _other("urine_drug_test", ItemKind.TEST, "urine drug screen"),
    _other("epidural", ItemKind.INJECTION, "epidural steroid injection", "esi"),
    _other("trigger_point", ItemKind.INJECTION, "trigger point injection"),
    _other("medial_branch_block", ItemKind.INJECTION, "medial branch block"),
    _other("tens", ItemKind.DEVICE, "tens", "tens unit"),
    _other("brace", ItemKind.DEVICE, "brace", "lumbar brace"),
    _other("h_wave", ItemKind.DEVICE, "h-wave", "h-wave unit"),
    _other("program", ItemKind.PROGRAM, "functional restoration program"),
    _other(
        "referral", ItemKind.SERVICE, "consult", "pain management consult", "follow-up"
    ),
    _other("knee_arthroscopy", ItemKind.SURGERY, "knee arthroscopy"),
    _other("carpal_tunnel_release", ItemKind.SURGERY, "carpal tunnel release"),
    _other("home_health", ItemKind.SERVICE, "home health aide"),
)

VOCABULARY = Vocabulary(treatments=TREATMENTS, drugs=DRUGS)
