"""Entry point for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.project.settings")
application = get_wsgi_application()

from .warming import warm  # noqa: E402 - its modules need Django set up

warm()
