"""Passages written once the reader could read the first ones, to see what it missed."""

from openimr.domain import StudyDesign

from .cited_passages import APPEAL, DENIAL, PHYSICIAN, REPORT, REVIEWER, RFA, Passage

SECOND = (
    Passage(
        name="a letter that argues with the reviewer's citation",
        kind=APPEAL,
        text=(
            "The reviewer cites ODG, Low back chapter, which limits blocks to two. "
            "That limit does not fit this patient, who had eight weeks of relief."
        ),
        guidelines=("odg",),
        by=REVIEWER,
    ),
    Passage(
        name="a denial that tells of the provider's study",
        kind=DENIAL,
        text=(
            "The provider cites a case series by Ostrander et al. (2009) of 14 "
            "patients. This is not sufficient to support the request."
        ),
        studies=(("Ostrander", 2009, StudyDesign.CASE_SERIES),),
        by=PHYSICIAN,
        patients=14,
    ),
    Passage(
        name="a variance asked for in old words",
        kind=RFA,
        text=(
            "A variance from the MTUS is reasonably required to relieve this injury. "
            "See Tolland RJ. Long-term relief after a third injection. J. Spinal Care. "
            "2011;8:44-51."
        ),
        studies=(("Tolland RJ", 2011, None),),
        by=PHYSICIAN,
        journal="J. Spinal Care",
    ),
    Passage(
        name="two studies in one paragraph",
        kind=APPEAL,
        text=(
            "We are rebutting the MTUS presumption. (1) Abenov T, Lisk P. Yoga after "
            "lumbar strain: a randomised controlled trial. Work Health. 2013;40:12-19. "
            "(2) Corrigan ME, et al. Yoga in warehouse workers: a case-control study. "
            "Ind Med Rev. 2008;15(2):77-83."
        ),
        challenged=True,
        studies=(
            ("Abenov T", 2013, StudyDesign.RANDOMIZED),
            ("Corrigan ME", 2008, StudyDesign.CASE_CONTROL),
        ),
        by=PHYSICIAN,
        journal="Work Health",
    ),
    Passage(
        name="a title in quotes with volume and pages in words",
        kind=REPORT,
        text=(
            'Please consider Delacroix H, "Braces for the unstable knee", Orthopaedic '
            "Letters, vol. 31, pp. 210-218 (2007), which I enclose."
        ),
        studies=(("Delacroix H", 2007, None),),
        by=PHYSICIAN,
        journal="Orthopaedic Letters",
    ),
    Passage(
        name="a society's guideline with its year",
        kind=RFA,
        text=(
            "The American Academy of Orthopaedic Surgeons (2013) recommends against "
            "needle lavage and supports weight loss, section on knee osteoarthritis."
        ),
        guidelines=("aaos",),
        by=PHYSICIAN,
    ),
    Passage(
        name="the physician does not challenge",
        kind=REPORT,
        text=(
            "I am not challenging the MTUS. The request meets the MTUS criteria since "
            "there is documented radiculopathy."
        ),
    ),
    Passage(
        name="a denial that says what a challenge would need",
        kind=DENIAL,
        text=(
            "If the presumption of the MTUS is being challenged, the RFA must contain "
            "a clear statement and a citation. None was found."
        ),
    ),
    Passage(
        name="a denial that grants the challenge was made",
        kind=DENIAL,
        text=(
            "The requesting physician challenges the MTUS presumption in his letter of "
            "05/02/2016 and offers a consensus statement published in Pain Forum in "
            "2010."
        ),
        challenged=True,
        studies=((None, 2010, StudyDesign.EXPERT_OPINION),),
        by=PHYSICIAN,
        journal="Pain Forum",
    ),
    Passage(
        name="dates and vitals look like no reference",
        kind=REPORT,
        text=(
            "Blood pressure 132/84. Visits on 02/12/2012, 03/14/2012; 6 of 12 used. "
            "Jamar grip: right 20, 22, 24-25, left 40. L4-5 2012: 4 mm bulge. "
            "Labs of 2013; glucose 102: normal."
        ),
    ),
    Passage(
        name="a study that is not randomized",
        kind=APPEAL,
        text=(
            "Hartwell and Quince (2014) compared two clinics; the groups were not "
            "randomized, and this cohort of n = 88 was followed for a year."
        ),
        studies=(("Hartwell", 2014, StudyDesign.COHORT),),
        by=PHYSICIAN,
        patients=88,
    ),
    Passage(
        name="a review of low risk of bias",
        kind=RFA,
        text=(
            "The presumption of correctness of the Medical Treatment Utilization "
            "Schedule is challenged by this request. Basis: Ivory S, Mantle D. Nerve "
            "glides: systematic review of 9 randomized trials with low risk of bias. "
            "Hand Ther Today. 2015; 6(1): 3-17."
        ),
        challenged=True,
        studies=(("Ivory S", 2015, StudyDesign.SYSTEMATIC_REVIEW),),
        by=PHYSICIAN,
        journal="Hand Ther Today",
    ),
    Passage(
        name="a line-broken reference on a form",
        kind=RFA,
        text=(
            "Other information: MTUS presumption challenged, see\n"
            "Pemberley J, Stroud K, Vane L, et al. Early motion after cuff\n"
            "repair: a prospective trial. Shoulder Rep. 2014 Mar;\n"
            "9(2):101-9.\n"
        ),
        challenged=True,
        studies=(("Pemberley J", 2014, StudyDesign.PROSPECTIVE),),
        by=PHYSICIAN,
        journal="Shoulder Rep",
    ),
    Passage(
        name="vague praise of the literature",
        kind=REPORT,
        text=(
            "Multiple randomized studies have shown that this works, and the "
            "literature supports its use in patients such as this one."
        ),
    ),
)

THIRD = (
    Passage(
        name="a bullet list of works under a heading",
        kind=APPEAL,
        text=(
            "I respectfully rebut the MTUS presumption with this literature:\n"
            "- Quarrie B, Solt N. Trigger point needling in office workers. A "
            "prospective, controlled study. J Soft Tissue. 2010;7:55-61.\n"
            "- Nakagomi F. Case report: needling. Clin Notes. 1999;2(4):9."
        ),
        challenged=True,
        studies=(
            ("Quarrie B", 2010, StudyDesign.PROSPECTIVE),
            ("Nakagomi F", 1999, StudyDesign.CASE_REPORT),
        ),
        by=PHYSICIAN,
    ),
    Passage(
        name="the year first in the sentence",
        kind=REPORT,
        text=(
            "In 2014, Pallister and colleagues (2014) published a multicenter RCT of "
            "212 injured workers in Occupational Medicine Reports showing benefit."
        ),
        studies=(("Pallister", 2014, StudyDesign.RANDOMIZED),),
        by=PHYSICIAN,
        patients=212,
    ),
    Passage(
        name="a denial that weighs a review against the request",
        kind=DENIAL,
        text=(
            "A Cochrane review (2012) of 11 randomized trials found little benefit, "
            "and a high risk of bias. The request is not certified."
        ),
        studies=((None, 2012, StudyDesign.SYSTEMATIC_REVIEW),),
        by=REVIEWER,
        journal="Cochrane",
    ),
    Passage(
        name="the presumption does not apply, says the physician",
        kind=APPEAL,
        text=(
            "The presumption of correctness afforded to the MTUS has been overcome in "
            "this case. ACOEM's current Chronic Pain chapter (2017) supports the "
            "program."
        ),
        challenged=True,
        guidelines=("acoem",),
        by=PHYSICIAN,
    ),
    Passage(
        name="an author in capitals",
        kind=RFA,
        text=(
            "Literature: FENWICK A, DORAN P. Vitamin D in healing. Bone Lett. "
            "2016;11:1-6."
        ),
        studies=(("FENWICK A", 2016, None),),
        by=PHYSICIAN,
        journal="Bone Lett",
    ),
    Passage(
        name="an ODG printout named by the physician for contrast",
        kind=REPORT,
        text=(
            "Utilization review relied on ODG, Shoulder chapter. I disagree, because "
            "the patient has failed six months of care."
        ),
        guidelines=("odg",),
        by=REVIEWER,
    ),
    Passage(
        name="lab values with years and ratios",
        kind=REPORT,
        text=(
            "Guideline adherence discussed. Seen 2014: 3 visits; 2015; 12: 4-6 per "
            "month. Knee flexion, 110, 0-110. Weight 2016; 210."
        ),
    ),
    Passage(
        name="the worker's own words",
        kind=APPEAL,
        text=(
            "I read on the internet that randomized studies proved it. Please approve "
            "my treatment. I contest the denial because the MTUS is unfair."
        ),
    ),
)
