"""The case file on the reviewer's desk: pages, documents, search, timeline."""
