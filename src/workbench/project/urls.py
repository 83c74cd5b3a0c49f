"""Every address of the site; each view says who may use it."""

from django.urls import include, path

from workbench.api import page_urls as programs
from workbench.api import urls as api
from workbench.assignment import urls as assignment
from workbench.audit import urls as audit
from workbench.cases import urls as cases
from workbench.files import urls as files
from workbench.languages import urls as languages
from workbench.library import urls as library
from workbench.operations import urls as operations
from workbench.parties import urls as parties
from workbench.people import urls as people
from workbench.quality import urls as quality
from workbench.review import urls as review

urlpatterns = [
    path("", include(people)),
    path("", include(operations)),
    path("", include(languages)),
    path("api/", include(api)),
    path("programs/", include(programs)),
    path("audit/", include(audit)),
    path("cases/", include(cases)),
    path("assignment/", include(assignment)),
    path("files/", include(files)),
    path("library/", include(library)),
    path("desk/", include(review)),
    path("quality/", include(quality)),
    path("parties/", include(parties)),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
handler500 = "workbench.operations.views.failed"
