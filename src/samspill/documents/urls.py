"""The signed-in pages of documents, under ``/arbeid/avtaler/``."""

from django.urls import include, path

from samspill.documents import views

app_name = "documents"

EDITION = [
    path("", views.edition, name="edition"),
    path("forhandsvisning/", views.preview, name="preview"),
    path("publiser/", views.publish, name="publish"),
    path("trekk/", views.take_back, name="take_back"),
    path("bestemmelser/ny/", views.new_provision, name="new_provision"),
    path("bestemmelser/ny/<int:after>/", views.new_provision, name="new_provision_after"),
    path("bestemmelser/<int:pk>/", views.provision, name="provision"),
    path("bestemmelser/<int:pk>/flytt/", views.move_provision, name="move_provision"),
    path("bestemmelser/<int:pk>/fjern/", views.remove_provision, name="remove_provision"),
]

urlpatterns = [
    path("", views.documents, name="documents"),
    path("<str:slug>/", views.document, name="document"),
    path("<str:slug>/ny-utgave/", views.new_edition, name="new_edition"),
    path("<str:slug>/utgaver/<str:edition>/", include(EDITION)),
]
