"""The open pages about the whole: the front page, the search, and the site itself."""

from django.urls import path

from samspill.common.menus import WORDS
from samspill.portal.public import about, groups, home, search

urlpatterns = [
    path("", home.home, name="home"),
    path("sok/", search.search, name="search"),
    path("om/", about.about, name="about"),
    path("om/tilgjengelighet/", about.accessibility, name="accessibility"),
    path("om/personvern/", about.privacy, name="privacy"),
    path("helsefellesskap/", about.partnerships, name="partnerships"),
    *(
        path(f"{word.slug}/", groups.group, {"word": word.slug}, name=f"group_{word.slug}")
        for word in WORDS
        if word.has_page
    ),
]
