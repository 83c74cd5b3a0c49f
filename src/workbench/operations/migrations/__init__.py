"""How the tables of operations came to be; each named by its effect."""
