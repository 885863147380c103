"""What is reached without signing in, by an address that only its reader has."""

from django.urls import path

from samspill.cases.letterbox import views

urlpatterns = [path("motesvar/<str:token>/", views.answer_call, name="answer_call")]
