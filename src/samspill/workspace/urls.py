"""The addresses of the signed-in pages, in Norwegian, under ``/arbeid/``."""

from django.urls import include, path

from samspill.workspace.views import handover, home, in_use, log, merging, onboarding, registers

app_name = "work"

REGISTERS = [
    path("", registers.shelves, name="registers"),
    path("<slug:register>/", registers.listed, name="register"),
    path("<slug:register>/ny/", registers.add, name="add"),
    path("<slug:register>/ny/<int:parent>/", registers.add, name="add_under"),
    path("<slug:register>/<int:pk>/", registers.record, name="record"),
    path("<slug:register>/<int:pk>/endre/", registers.change, name="change"),
    path("<slug:register>/<int:pk>/avslutt/", registers.end, name="end"),
    path("<slug:register>/<int:pk>/fjern/", registers.remove, name="remove"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("register/", include(REGISTERS)),
    path("oppstart/", onboarding.start, name="onboarding"),
    path("oppstart/mal.xlsx", onboarding.template_file, name="onboarding_template"),
    path("oppstart/<int:pk>/", onboarding.report, name="onboarding_report"),
    path("logg/", log.log, name="log"),
    path("rutiner-i-bruk/", in_use.routines, name="in_use"),
    path("sammenslaing/", merging.merge, name="merge"),
    path("folk/<int:pk>/overlat/", handover.hand_over, name="hand_over"),
    path("organer/", include("samspill.bodies.urls")),
    path("avtaler/", include("samspill.documents.urls")),
    path("folk/", include("samspill.parties.urls")),
    path("", include("samspill.commitments.urls")),
]
