"""Passwords hashed by the real hasher at its least, which takes no time and no memory."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from folders import ROOT

# For a process of the product whose hashes are not what is tried.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cheap_settings",
    "PYTHONPATH": str(ROOT / "tests"),
}


def make_hashes_cheap() -> None:
    Argon2PasswordHasher.time_cost = 1
    Argon2PasswordHasher.memory_cost = 64
    Argon2PasswordHasher.parallelism = 1
