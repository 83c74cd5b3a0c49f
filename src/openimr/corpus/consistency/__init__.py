"""Is like decided alike?  Opposite twins, specialties, boilerplate, plain errors."""
