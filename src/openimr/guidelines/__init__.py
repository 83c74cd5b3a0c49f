"""YAML in, dated and cited guidelines out."""
