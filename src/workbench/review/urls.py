"""Addresses of the reviewer's desk."""

from .viewer import urls as viewer

app_name = "review"
urlpatterns = [*viewer.urlpatterns]
