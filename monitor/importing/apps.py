"""Pages that come in, and what became of each line."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "monitor.importing"
    verbose_name = "Importing"
    default_auto_field = "django.db.models.BigAutoField"
