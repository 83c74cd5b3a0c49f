"""One function a road: the rooms strung together."""
