"""Addresses of the record of acts."""

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("soundness/", views.soundness, name="soundness"),
    path("export/", views.export, name="export"),
]
