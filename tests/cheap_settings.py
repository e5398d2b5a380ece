"""The product's settings, with hashes that cost nothing: see cheap_hashes.py."""

from cheap_hashes import make_hashes_cheap
from coverage.settings import *  # noqa: F403

make_hashes_cheap()
