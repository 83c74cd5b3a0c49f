"""Cases: taken in, read, and where each of them stands."""
