"""Addresses of the pages about people."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("people/", views.people, name="people"),
    path("people/<uuid:pk>/", views.person, name="person"),
    re_path(
        r"^people/(?P<pk>[0-9a-f-]{36})/(?P<verb>give|take)/$",
        views.change_role,
        name="change_role",
    ),
    path("people/<uuid:pk>/close/", views.close, name="close_account"),
    path("join/<str:secret>/", views.accept, name="accept"),
]
