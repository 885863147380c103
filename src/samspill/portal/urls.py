"""The addresses of the public site, in Norwegian."""

from django.urls import path

from samspill.plans import addresses  # noqa: F401 - makes <view:…> and <form:…> known
from samspill.portal.views import (
    about,
    bodies,
    documents,
    home,
    law,
    municipalities,
    plan_overviews,
    plans,
    search,
    status_notes,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("sok/", search.search, name="search"),
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/<str:slug>/", municipalities.municipality, name="municipality"),
    path("parter/<str:slug>/", municipalities.party, name="party"),
    path("handlingsplan/", plans.plan, name="plan"),
    path("handlingsplan/<str:slug>/", plans.one_plan, name="one_plan"),
    path("handlingsplan/<str:slug>/<view:view>/", plan_overviews.overview, name="plan_overview"),
    path(
        "handlingsplan/<str:slug>/<view:view>/<form:form>/",
        plan_overviews.overview_file,
        name="plan_overview_file",
    ),
    path("handlingsplan/<str:slug>/innspill/", plans.inputs, name="plan_inputs"),
    path("handlingsplan/<str:slug>/tiltak/<str:number>/", plans.measure, name="measure"),
    path("maalstatus/", plans.goal_status, name="goal_status"),
    path("maalstatus/notat/<str:form>/", status_notes.own_note, name="status_note"),
    path("region/", status_notes.region, name="region"),
    path("region/notat/<str:form>/", status_notes.region_note, name="region_note"),
    path("organer/", bodies.bodies, name="bodies"),
    path("organer/tabell/", bodies.table, name="bodies_table"),
    path("organer/<str:slug>/", bodies.body, name="body"),
    path("avtaler/", documents.documents, name="documents"),
    path("avtaler/<str:slug>/", documents.document, name="document"),
    path("avtaler/<str:slug>/forskjell/", documents.difference, name="difference"),
    path("avtaler/<str:slug>/utgaver/<str:edition>/", documents.edition, name="edition"),
    path("avtaler/<str:slug>/utgaver/<str:edition>/pdf/", documents.pdf, name="edition_pdf"),
    path("rutiner/", documents.routines, name="routines"),
    path("lovkrav/", law.law, name="law"),
    path("myndighet/", law.authority, name="authority"),
    path("kontakt/", about.contact, name="contact"),
    path("om/", about.about, name="about"),
    path("om/tilgjengelighet/", about.accessibility, name="accessibility"),
    path("om/personvern/", about.privacy, name="privacy"),
    path("helsefellesskap/", about.partnerships, name="partnerships"),
]
