"""What the law says."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "legal"
    verbose_name = "Law"
    default_auto_field = "django.db.models.BigAutoField"
