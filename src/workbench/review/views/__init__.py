"""Pages and forms of the reviewer's desk."""
