"""Who may review a case: qualifications, conflicts of interest, assignment.

Values in, values out: reviewers and cases of ``openimr.domain``, and the day on which
it is asked.  What comes out names reviewers by their ids and stays in the organisation
(Labor Code 4610.6(f)).
"""
