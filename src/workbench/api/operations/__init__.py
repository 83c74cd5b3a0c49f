"""What programs can do; each operation calls the act of the page of the same name."""
