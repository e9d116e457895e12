"""The addresses that readers use."""

from django.urls import path

from . import around, changes, days, hashed, history, home, pages, plain, search, sitemaps, telling
from .cite import pages as cite
from .compare import views as comparing
from .registers import exports, lists, record_pages
from .treaties import files as treaty_files
from .treaties import views as treaties
from .updates import feeds
from .updates import pages as updates

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("countries/", lists.countries, name="countries"),
    *[path(f"{name}.csv", exports.csv_of(name), name=f"{name}_csv") for name in lists.REGISTERS],
    *[path(f"{name}.json", exports.json_of(name), name=f"{name}_json") for name in lists.REGISTERS],
    path("laws/", lists.laws, name="laws"),
    path("laws/<uuid:record_id>/", record_pages.law, name="law"),
    path("initiatives/", lists.initiatives, name="initiatives"),
    path("initiatives/<uuid:record_id>/", record_pages.initiative, name="initiative"),
    path("news/", lists.news, name="news"),
    path("countries/<slug:slug>/", pages.country_page, name="country_page"),
    path("countries/<slug:slug>.json", pages.country_json, name="country_json"),
    path("countries/<slug:slug>/history/", history.history, name="history"),
    path("countries/<slug:slug>/editions/<int:number>/", pages.edition, name="edition"),
    path("countries/<slug:slug>/editions/<int:number>/cite/", cite.edition, name="edition_cite"),
    path("countries/<slug:slug>/editions/<int:number>/cite.<str:form>", cite.edition_file, name="edition_cite_file"),
    path("countries/<slug:slug>/changes/<int:number>/", changes.changes, name="changes"),
    path("countries/<slug:slug>/changes/<int:number>.json", changes.changes_json, name="changes_json"),
    path("countries/<slug:slug>/on/", days.ask, name="ask_a_day"),
    path("countries/<slug:slug>/on/<str:day>/", days.on_a_day, name="on_a_day"),
    path("countries/<slug:slug>/cite/<slug:place>/", cite.place, name="cite_place"),
    path("countries/<slug:slug>/tip/<slug:place>/", telling.place, name="tip_place"),
    path("contact/", telling.contact, name="contact"),
    path("cite/<uuid:passage>/", cite.passage, name="cite"),
    path("cite/<uuid:passage>.<str:form>", cite.passage_file, name="cite_file"),
    path("countries/<slug:slug>/editions/<int:number>.json", hashed.edition_json, name="edition_json"),
    path("compare/", comparing.compare, name="compare"),
    path("treaties/", treaties.matrix, name="treaties"),
    path("treaties.csv", treaty_files.as_csv, name="treaties_csv"),
    path("treaties.json", treaty_files.as_json, name="treaties_json"),
    path("treaties/countries/", treaties.countries, name="treaty_countries"),
    path("treaties/countries/<slug:slug>/", treaties.country, name="treaty_country"),
    path("treaties/<slug:slug>/", treaties.treaty, name="treaty"),
    path("updates/", updates.updates, name="updates"),
    path("updates/feed/", feeds.everything, name="feed"),
    path("updates/feeds/", updates.feeds, name="feeds"),
    path("topics/<topic:topic>/feed/", feeds.topic, name="topic_feed"),
    path("countries/<slug:slug>/feed/", feeds.country, name="country_feed"),
    path("countries/<slug:slug>/<topic:topic>/feed/", feeds.country_topic, name="country_topic_feed"),
    path("initiatives/<uuid:record_id>/feed/", feeds.initiative, name="initiative_feed"),
    path("search/", search.search, name="search"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    *[path(f"{name}/", around.around, {"name": name}, name=name) for name in around.PAGES],
    path("favicon.ico", plain.icon, name="icon"),
    path("robots.txt", plain.robots, name="robots"),
    path(".well-known/security.txt", plain.security, name="security"),
]
