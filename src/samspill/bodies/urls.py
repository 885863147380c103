"""The signed-in pages of bodies, under ``/arbeid/organer/``."""

from django.urls import path

from samspill.bodies import views

app_name = "bodies"

urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("<str:slug>/", views.body, name="body"),
    path("<str:slug>/plasser/<int:pk>/oppnevn/", views.appoint, name="appoint"),
    path("<str:slug>/plasser/<int:pk>/vara/", views.substitute, name="substitute"),
    path("<str:slug>/perioder/<int:pk>/avslutt/", views.end_term, name="end_term"),
]
