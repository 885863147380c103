"""The signed-in pages of documents, under ``/arbeid/avtaler/``."""

from django.urls import include, path

from samspill.documents.views import difference, editions, moving, pasting, provisions, whole

app_name = "documents"

EDITION = [
    path("", editions.edition, name="edition"),
    path("forhandsvisning/", editions.preview, name="preview"),
    path("forskjell/", difference.difference, name="difference"),
    path("rekkefolge/", editions.order, name="order"),
    path("hele-teksten/", whole.whole_text, name="whole_text"),
    path("lim-inn/", pasting.paste, name="paste"),
    path("publiser/", editions.publish, name="publish"),
    path("trekk/", editions.take_back, name="take_back"),
    path("bestemmelser/ny/", provisions.new_provision, name="new_provision"),
    path("bestemmelser/ny/<int:after>/", provisions.new_provision, name="new_provision_after"),
    path("bestemmelser/<int:pk>/", provisions.provision, name="provision"),
    path("bestemmelser/<int:pk>/flytt/", moving.move_provision, name="move_provision"),
    path("bestemmelser/<int:pk>/fjern/", provisions.remove_provision, name="remove_provision"),
]

urlpatterns = [
    path("", editions.documents, name="documents"),
    path("<str:slug>/", editions.document, name="document"),
    path("<str:slug>/ny-utgave/", editions.new_edition, name="new_edition"),
    path("<str:slug>/utgaver/<str:edition>/", include(EDITION)),
]
