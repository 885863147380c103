"""What is reached without signing in, by an address that only its reader has."""

from django.urls import path

from samspill.commitments.letterbox import views

urlpatterns = [
    path("paminnelser/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("kalender/<str:token>.ics", views.calendar, name="calendar"),
]
