"""Addresses of the coordinator's pages."""

from django.urls import path

from . import desk_views, queue_views, views

app_name = "cases"
urlpatterns = [
    path("", queue_views.queue, name="queue"),
    path("several/", queue_views.bulk, name="bulk"),
    path("new/", views.intake, name="intake"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/progress/", views.progress, name="progress"),
    path("<uuid:pk>/records/", views.add_record, name="add_record"),
    path("<uuid:pk>/read-again/", views.read_again, name="read_again"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/screening/", desk_views.screen, name="screen"),
    path("<uuid:pk>/requests/", desk_views.request_records, name="request_records"),
    path("<uuid:pk>/told/", desk_views.tell, name="tell"),
    path("<uuid:pk>/told/<int:number>/back/", desk_views.take_back, name="take_back"),
    path("<uuid:pk>/hold/", desk_views.hold, name="hold"),
]
