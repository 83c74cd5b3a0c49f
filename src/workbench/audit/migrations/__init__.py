"""How the tables of audit came to be; each named by its effect."""
