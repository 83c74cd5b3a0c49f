"""Who reviews a case: reviewers, their conflicts, assignments."""
