"""How the tables of people came to be; each named by its effect."""
