"""Addresses of the parties' pages, and of the coordinator's page about them."""

from django.urls import path

from . import coordinating, entering, papers, views

app_name = "parties"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("news/", views.news, name="news"),
    path("mine/<uuid:pk>/", views.case, name="case"),
    path("mine/<uuid:pk>/records/", views.send, name="send"),
    path("mine/<uuid:pk>/letter/", papers.letter, name="letter"),
    path("mine/<uuid:pk>/sheets/<str:name>/", papers.sheet, name="sheet"),
    path("join/<str:secret>/", entering.join, name="join"),
    path("<uuid:pk>/", coordinating.parties, name="parties"),
    path("<uuid:pk>/invitations/", coordinating.withdraw, name="withdraw"),
    path("<uuid:pk>/end/", coordinating.end, name="end"),
    path("<uuid:pk>/notices/", coordinating.notify, name="notify"),
]
