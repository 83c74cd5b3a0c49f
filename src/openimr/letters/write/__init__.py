"""Letters out: PDF, DOCX, evidence page and JSON."""
