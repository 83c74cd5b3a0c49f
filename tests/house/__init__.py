"""Rules of the house, checked on the syntax trees, the data files and the documents."""
