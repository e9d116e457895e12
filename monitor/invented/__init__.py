"""Invented pages, to try the site under load: every fact on them is made up, and they say so.

Pure but for `make.py`, the only module here that writes.
"""
