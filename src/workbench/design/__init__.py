"""The look: base page, parts, colours, type."""
