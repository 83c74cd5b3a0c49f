"""Tags of the pages in two languages."""
