"""Addresses of the reviewer's desk."""

from django.urls import path

from .viewer import urls as viewer
from .views import acts, desk, letter, rebase, signing

app_name = "review"
urlpatterns = [
    path("", desk.home, name="home"),
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/start/", desk.start, name="start"),
    path("<int:pk>/facts/add/", acts.add_fact, name="add_fact"),
    path("<int:pk>/facts/remove/", acts.remove_fact, name="remove_fact"),
    path("<int:pk>/passages/add/", acts.add_passage, name="add_passage"),
    path("<int:pk>/passages/remove/", acts.remove_passage, name="remove_passage"),
    path("<int:pk>/override/", acts.override, name="override"),
    path("<int:pk>/override/withdraw/", acts.withdraw, name="withdraw"),
    path("<int:pk>/decide/", acts.decide, name="decide"),
    path("<int:pk>/summary/", acts.summary, name="write_summary"),
    path("<int:pk>/rationale/", acts.rationale, name="write_rationale"),
    path("<int:pk>/rebase/", rebase.rebase, name="rebase"),
    path("<int:pk>/letter/", letter.text, name="letter"),
    path("<int:pk>/letter/pdf/", letter.pdf, name="letter_pdf"),
    path("<int:pk>/letter/evidence/", letter.evidence, name="evidence"),
    path("<int:pk>/sign/", signing.sign, name="sign"),
    path("<int:pk>/signed/<str:name>", letter.signed, name="signed"),
    *viewer.urlpatterns,
]
