"""The signed-in pages of plans, under ``/arbeid/planer/``."""

from django.urls import path

from samspill.plans import views

app_name = "plans"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("<str:slug>/<str:edition>/", views.edition, name="edition"),
    path("<str:slug>/<str:edition>/flytt/<str:name>/", views.move, name="move"),
    path("<str:slug>/<str:edition>/innspill/", views.inputs, name="inputs"),
    path("<str:slug>/<str:edition>/innspill/nytt/", views.new_input, name="new_input"),
    path("<str:slug>/<str:edition>/innspill/<int:pk>/", views.answer_input, name="answer_input"),
    path("<str:slug>/<str:edition>/neste/", views.roll, name="roll"),
]
