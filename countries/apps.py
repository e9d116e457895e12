"""What we know of a country."""

from django.apps import AppConfig


class CountriesConfig(AppConfig):
    name = "countries"
    default_auto_field = "django.db.models.BigAutoField"
