"""The open pages about the whole: the front page, the search, and the site itself."""

from django.urls import path

from samspill.portal.public import about, home, search

urlpatterns = [
    path("", home.home, name="home"),
    path("sok/", search.search, name="search"),
    path("om/", about.about, name="about"),
    path("om/tilgjengelighet/", about.accessibility, name="accessibility"),
    path("om/personvern/", about.privacy, name="privacy"),
    path("helsefellesskap/", about.partnerships, name="partnerships"),
]
