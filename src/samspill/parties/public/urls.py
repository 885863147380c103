"""The open pages of parties: municipalities, the others that take part, whom to turn to."""

from django.urls import path

from samspill.parties.public import contact, views

urlpatterns = [
    path("kommuner/", views.municipalities, name="municipalities"),
    path("kommuner/<str:slug>/", views.municipality, name="municipality"),
    path("parter/<str:slug>/", views.party, name="party"),
    path("kontakt/", contact.contact, name="contact"),
]
