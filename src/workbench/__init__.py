"""The workbench: where people do the review, a Django project on the core."""
