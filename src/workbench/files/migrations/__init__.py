"""How the tables of files came to be; each named by its effect."""
