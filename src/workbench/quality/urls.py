"""Addresses of the quality lead's pages."""

from django.urls import path

from . import views

app_name = "quality"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("figures/", views.figures, name="figures"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/release/", views.release, name="release"),
    path("<uuid:pk>/files/<str:name>/", views.file, name="file"),
    path("<uuid:pk>/seats/<int:number>/letter/", views.letter, name="letter"),
    path("<uuid:pk>/seats/<int:number>/pass/", views.pass_seat, name="pass"),
    path("<uuid:pk>/seats/<int:number>/return/", views.return_seat, name="return"),
    path("<uuid:pk>/seats/<int:number>/examine/", views.examine, name="examine"),
]
