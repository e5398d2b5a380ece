"""The application a web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage.settings")
# What is handed in is for no other account of the machine.
os.umask(0o077)

application = get_wsgi_application()
