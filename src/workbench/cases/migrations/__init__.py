"""How the tables of cases came to be; each named by its effect."""
