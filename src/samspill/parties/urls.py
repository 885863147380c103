"""The signed-in pages of people and of what a party keeps about itself, under ``/arbeid/folk/``."""

from django.urls import path

from samspill.parties.views import party, people

app_name = "people"

urlpatterns = [
    path("", people.people, name="people"),
    path("ny/", people.new_person, name="new_person"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/endre/", people.change_person, name="change_person"),
    path("<int:pk>/rolle/", people.give_role, name="give_role"),
    path("<int:pk>/inviter/", people.invite, name="invite"),
    path("<int:pk>/innlogging/", people.sign_in, name="sign_in"),
    path("<int:pk>/personopplysninger/", people.personal_data, name="personal_data"),
    path("<int:pk>/samme-person/", people.merge_people, name="merge_people"),
    path("<int:pk>/slett/", people.erase, name="erase"),
    path("<int:pk>/utlevering/", people.export, name="export"),
    path("roller/<int:pk>/avslutt/", people.end_role, name="end_role"),
    path("parter/<str:slug>/", party.party, name="party"),
    path("parter/<str:slug>/bekreft/", party.confirm, name="confirm"),
]
