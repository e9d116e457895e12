#!/usr/bin/env python
"""Runs the site's commands."""

import os
import sys

if sys.version_info < (3, 12):  # noqa: UP036 - said plainly, before Django says it worse
    sys.exit("This site needs Python 3.12 or newer; `make run` finds one and sets it up.")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
