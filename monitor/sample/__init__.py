"""The sample page, and what it said before."""
