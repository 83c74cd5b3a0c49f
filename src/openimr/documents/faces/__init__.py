"""Pages as they are looked at: a picture, and where the words stand on it."""
