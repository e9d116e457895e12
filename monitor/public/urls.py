"""The addresses that readers use."""

from django.urls import path

from . import home, pages, plain
from .treaties import files as treaty_files
from .treaties import views as treaties

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("countries/", pages.countries, name="countries"),
    path("countries/<slug:slug>/", pages.country_page, name="country_page"),
    path("countries/<slug:slug>.json", pages.country_json, name="country_json"),
    path("countries/<slug:slug>/history/", pages.history, name="history"),
    path("countries/<slug:slug>/editions/<int:number>/", pages.edition, name="edition"),
    path("treaties/", treaties.matrix, name="treaties"),
    path("treaties.csv", treaty_files.as_csv, name="treaties_csv"),
    path("treaties.json", treaty_files.as_json, name="treaties_json"),
    path("treaties/countries/", treaties.countries, name="treaty_countries"),
    path("treaties/countries/<slug:slug>/", treaties.country, name="treaty_country"),
    path("treaties/<slug:slug>/", treaties.treaty, name="treaty"),
    path("favicon.ico", plain.icon, name="icon"),
    path("robots.txt", plain.robots, name="robots"),
    path(".well-known/security.txt", plain.security, name="security"),
]
