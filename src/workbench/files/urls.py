"""Addresses of uploads in pieces."""

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("uploads/", views.begin, name="begin"),
    path("uploads/<uuid:pk>/", views.upload, name="upload"),
    path("uploads/<uuid:pk>/pieces/<int:start>/", views.piece, name="piece"),
    path("uploads/<uuid:pk>/finish/", views.finish, name="finish"),
    path("uploads/<uuid:pk>/drop/", views.drop, name="drop"),
]
