"""The pages where municipalities merge, under ``/arbeid/sammenslaing/``."""

from django.urls import path

from samspill.mergers import views

app_name = "mergers"

urlpatterns = [
    path("", views.merge, name="merge"),
    path("<str:slug>/", views.merged, name="merged"),
]
