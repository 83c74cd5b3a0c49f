"""A site to try out: a fictional case and a way in for each role."""
