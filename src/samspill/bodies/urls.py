"""The signed-in pages of bodies and their seats, under ``/arbeid/``."""

from django.urls import path

from samspill.bodies.views import bodies, groups, handing_over

app_name = "bodies"

urlpatterns = [
    path("organer/", bodies.bodies, name="bodies"),
    path("organer/<str:slug>/", bodies.body, name="body"),
    path("organer/<str:slug>/plasser/<int:pk>/oppnevn/", bodies.appoint, name="appoint"),
    path("organer/<str:slug>/plasser/<int:pk>/vara/", bodies.substitute, name="substitute"),
    path("organer/<str:slug>/perioder/<int:pk>/avslutt/", bodies.end_term, name="end_term"),
    path("organer/<str:slug>/gruppe/", groups.set_up, name="set_up_group"),
    path("organer/<str:slug>/forleng/", groups.prolong, name="prolong"),
    path("folk/<int:pk>/overlat/", handing_over.hand_over, name="hand_over"),
]
