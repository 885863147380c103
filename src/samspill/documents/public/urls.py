"""The open pages of documents: agreements, routines, what the law asks, who may decide what."""

from django.urls import path

from samspill.documents.public import law, routines, views

urlpatterns = [
    path("avtaler/", views.documents, name="documents"),
    path("avtaler/<str:slug>/", views.document, name="document"),
    path("avtaler/<str:slug>/forskjell/", views.difference, name="difference"),
    path("avtaler/<str:slug>/utgaver/<str:edition>/", views.edition, name="edition"),
    path("avtaler/<str:slug>/utgaver/<str:edition>/pdf/", views.pdf, name="edition_pdf"),
    path("rutiner/", routines.routines, name="routines"),
    path("lovkrav/", law.law, name="law"),
    path("myndighet/", law.authority, name="authority"),
]
