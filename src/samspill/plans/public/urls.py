"""The open pages of plans, of how they stand, and of goals with status."""

from django.urls import path

from samspill.plans import addresses  # noqa: F401 - makes <view:…> and <form:…> known
from samspill.plans.public import overviews, status_notes, views

urlpatterns = [
    path("handlingsplan/", views.plan, name="plan"),
    path("handlingsplan/<str:slug>/", views.one_plan, name="one_plan"),
    path("handlingsplan/<str:slug>/<view:view>/", overviews.overview, name="plan_overview"),
    path(
        "handlingsplan/<str:slug>/<view:view>/<form:form>/",
        overviews.overview_file,
        name="plan_overview_file",
    ),
    path("handlingsplan/<str:slug>/innspill/", views.inputs, name="plan_inputs"),
    path("handlingsplan/<str:slug>/tiltak/<path:number>/", views.measure, name="measure"),
    path("maalstatus/", views.goal_status, name="goal_status"),
    path("maalstatus/notat/<str:form>/", status_notes.own_note, name="status_note"),
    path("region/", status_notes.region, name="region"),
    path("region/notat/<str:form>/", status_notes.region_note, name="region_note"),
]
