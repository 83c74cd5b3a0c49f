"""Item, facts and guidelines in; trace, decision and words out."""
