"""Many published letters: tables, an index, and the answers that come from them."""
