"""Signed in: routines in use, under ``/arbeid/rutiner-i-bruk/``."""

from django.urls import path

from samspill.in_use import views

app_name = "in_use"

urlpatterns = [
    path("", views.routines, name="routines"),
    path("<int:pk>/spor/", views.ask, name="ask"),
    path("<int:pk>/trekk/", views.take_back, name="take_back"),
]
