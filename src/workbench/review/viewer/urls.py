"""Addresses of the viewer, under those of the desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/pages/", views.go, name="go"),
    path("<int:pk>/pages/<int:number>/", views.page, name="page"),
    path("<int:pk>/pages/<int:number>/picture/", views.picture, name="picture"),
    path("<int:pk>/documents/", views.documents, name="documents"),
    path("<int:pk>/search/", views.search, name="search"),
    path("<int:pk>/timeline/", views.timeline, name="timeline"),
    path("<int:pk>/timeline/picture/", views.timeline_picture, name="timeline_picture"),
]
