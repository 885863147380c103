"""The signed-in page of the outbox, under ``/arbeid/post/``."""

from django.urls import path

from samspill.mail import views

app_name = "mail"

urlpatterns = [path("", views.outbox, name="outbox")]
