"""Search over all current editions, by word forms, on both databases."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "monitor.search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"
