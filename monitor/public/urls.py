"""The addresses that readers use."""

from django.urls import path

from . import home, pages, plain

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("countries/", pages.countries, name="countries"),
    path("countries/<slug:slug>/", pages.country_page, name="country_page"),
    path("countries/<slug:slug>.json", pages.country_json, name="country_json"),
    path("countries/<slug:slug>/history/", pages.history, name="history"),
    path("countries/<slug:slug>/editions/<int:number>/", pages.edition, name="edition"),
    path("favicon.ico", plain.icon, name="icon"),
    path("robots.txt", plain.robots, name="robots"),
    path(".well-known/security.txt", plain.security, name="security"),
]
