"""Addresses of assignment: register, proposals, attestation."""

from django.urls import path

from .views import attesting, planning, proposing, register

app_name = "assignment"
urlpatterns = [
    path("", proposing.desk, name="desk"),
    path("reviewers/", register.reviewers, name="reviewers"),
    path("reviewers/upload/", register.upload, name="upload"),
    path("reviewers/<uuid:pk>/", register.describe, name="reviewer"),
    path("plan/", planning.plan, name="plan"),
    path("plan/confirm/", planning.confirm, name="confirm"),
    path("mine/", attesting.mine, name="mine"),
    path("<uuid:pk>/", proposing.proposal, name="proposal"),
    path("<uuid:pk>/assign/", proposing.assign, name="assign"),
    path("<uuid:pk>/resume/", proposing.resume, name="resume"),
    path("<uuid:pk>/tell-apart/", proposing.tell_apart, name="tell_apart"),
    path("<int:pk>/end/", proposing.end, name="end"),
    path("<int:pk>/attest/", attesting.attest, name="attest"),
    path("<int:pk>/decline/", attesting.decline, name="decline"),
]
