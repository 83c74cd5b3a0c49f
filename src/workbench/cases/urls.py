"""Addresses of the coordinator's pages."""

from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("new/", views.intake, name="intake"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/progress/", views.progress, name="progress"),
    path("<uuid:pk>/records/", views.add_record, name="add_record"),
    path("<uuid:pk>/read-again/", views.read_again, name="read_again"),
    path("<uuid:pk>/move/", views.move, name="move"),
]
