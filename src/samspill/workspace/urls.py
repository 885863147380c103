"""The signed-in pages that are about everything, under ``/arbeid/``."""

from django.urls import include, path

from samspill.workspace.views import (
    attention,
    bulk,
    home,
    installation,
    log,
    registers,
    standing,
    tour,
    undo,
    whole,
)

REGISTER = [
    path("", registers.shelves, name="registers"),
    path("<slug:register>/", registers.listed, name="register"),
    path("<slug:register>/avslutt/", bulk.end_many, name="end_many"),
    path("<slug:register>/ny/", registers.add, name="add"),
    path("<slug:register>/ny/<int:parent>/", registers.add, name="add_under"),
    path("<slug:register>/<int:pk>/", registers.record, name="record"),
    path("<slug:register>/<int:pk>/endre/", registers.change, name="change"),
    path("<slug:register>/<int:pk>/avslutt/", registers.end, name="end"),
    path("<slug:register>/<int:pk>/fjern/", registers.remove, name="remove"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("register/", include(REGISTER)),
    path("sekretariat/", attention.attention, name="attention"),
    path("parter/<str:slug>/", standing.party, name="party_standing"),
    path("organ/<str:slug>/", standing.body, name="body_standing"),
    path("helsefellesskapet/", whole.whole, name="whole"),
    path("drift/", installation.installation, name="installation"),
    path("omvisning/", tour.tour, name="tour"),
    path("logg/", log.log, name="log"),
    path("angre/<str:entries>/", undo.undo, name="undo"),
]
