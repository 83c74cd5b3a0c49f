"""Who may use the workbench, and for what."""
