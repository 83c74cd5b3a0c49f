"""Addresses of the pages about programs."""

from django.urls import path

from . import views

app_name = "programs"
urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<uuid:pk>/", views.webhook, name="webhook"),
    path("webhooks/<uuid:pk>/end/", views.end_webhook, name="end_webhook"),
    path("webhooks/<uuid:pk>/test/", views.test_webhook, name="test_webhook"),
    path("webhooks/deliveries/<uuid:pk>/again/", views.redeliver, name="redeliver"),
]
