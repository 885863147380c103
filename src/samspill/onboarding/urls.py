"""The pages of first-time onboarding, under ``/arbeid/oppstart/``."""

from django.urls import path

from samspill.onboarding import views

app_name = "onboarding"

urlpatterns = [
    path("", views.start, name="start"),
    path("mal.xlsx", views.template_file, name="template"),
    path("<int:pk>/", views.report, name="report"),
]
