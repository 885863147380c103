"""The signed-in pages of people and of what a party keeps about itself, under ``/arbeid/folk/``."""

from django.urls import path

from samspill.parties import views

app_name = "people"

urlpatterns = [
    path("", views.people, name="people"),
    path("ny/", views.new_person, name="new_person"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/endre/", views.change_person, name="change_person"),
    path("<int:pk>/rolle/", views.give_role, name="give_role"),
    path("<int:pk>/inviter/", views.invite, name="invite"),
    path("<int:pk>/innlogging/", views.sign_in, name="sign_in"),
    path("<int:pk>/personopplysninger/", views.personal_data, name="personal_data"),
    path("<int:pk>/samme-person/", views.merge_people, name="merge_people"),
    path("<int:pk>/slett/", views.erase, name="erase"),
    path("<int:pk>/utlevering/", views.export, name="export"),
    path("roller/<int:pk>/avslutt/", views.end_role, name="end_role"),
    path("parter/<str:slug>/", views.party, name="party"),
    path("parter/<str:slug>/bekreft/", views.confirm, name="confirm"),
]
