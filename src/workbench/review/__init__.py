"""The reviewer's desk: the file, the draft, the signature."""
