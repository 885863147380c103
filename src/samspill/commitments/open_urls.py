"""What is reached without signing in, by an address that only its reader has."""

from django.urls import path

from samspill.commitments.views import unsigned

app_name = "reminders"

urlpatterns = [
    path("paminnelser/<str:token>/", unsigned.unsubscribe, name="unsubscribe"),
    path("kalender/<str:token>.ics", unsigned.calendar, name="calendar"),
]
