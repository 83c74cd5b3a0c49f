"""Settings of the site under test: those of the site, with quick passwords."""

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path

if "OPENIMR_DATA" not in os.environ:
    # Shared by all processes of one run, and gone with the one that began it.
    os.environ["OPENIMR_DATA"] = tempfile.mkdtemp(prefix="openimr-test-")
    atexit.register(shutil.rmtree, os.environ["OPENIMR_DATA"], ignore_errors=True)
os.environ.setdefault("OPENIMR_LOCAL", "yes")
os.environ.setdefault("OPENIMR_SECRET_KEY", "only for tests " * 4)
os.environ.setdefault("OPENIMR_FILE_KEYS", base64.b64encode(b"t" * 32).decode())

from workbench.project.settings import *  # noqa: F403 - after the environment

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - of the site
    # In a file, as the site has it: in memory all threads would share one connection,
    # whose tables are locked without waiting.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405
CORPUS = None  # the tests of the library name their own
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - of the site's settings
if "OPENIMR_TEST_FILES" in os.environ:
    FILES_FOLDER = Path(os.environ["OPENIMR_TEST_FILES"])  # of the test that starts us
if os.environ.get("OPENIMR_TEST_LAG"):
    MIDDLEWARE = ["tests.workbench.lagging.Lagging", *MIDDLEWARE]  # noqa: F405
