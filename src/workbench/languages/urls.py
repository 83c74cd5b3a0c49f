"""Address of the switch between languages."""

from django.urls import path

from . import views

urlpatterns = [path("language/", views.choose, name="language")]
