"""Addresses of the public library."""

from django.urls import path

from . import figure_views, saved_views, views

app_name = "library"
urlpatterns = [
    path("", views.search, name="search"),
    path("feed/", views.feed, name="feed"),
    path("hits.csv", views.hits, name="hits"),
    path("letters/<str:letter>/", views.letter, name="letter"),
    path("letters/<str:letter>/letter.json", views.letter_json, name="letter_json"),
    path("letters/<str:letter>/letter.csv", views.letter_csv, name="letter_csv"),
    path("letters/<str:letter>/items/<int:number>/like/", views.like, name="like"),
    path("figures/", figure_views.figures, name="figures"),
    path("figures/chart.svg", figure_views.chart, name="chart"),
    path("figures/figures.csv", figure_views.figures_csv, name="figures_csv"),
    path("saved/", saved_views.saved, name="saved"),
    path("saved/<uuid:pk>/forget/", saved_views.forget, name="forget"),
]
