"""The open pages of bodies, under ``/organer/``."""

from django.urls import path

from samspill.bodies.public import views

urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("tabell/", views.table, name="bodies_table"),
    path("<str:slug>/", views.body, name="body"),
]
