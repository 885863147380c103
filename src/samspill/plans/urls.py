"""The signed-in pages of plans, under ``/arbeid/planer/``."""

from django.urls import path

from samspill.plans import addresses  # noqa: F401 - makes <view:…> and <form:…> known
from samspill.plans.views import answers, editions, inputs, overviews, rounds, sheets

app_name = "plans"

urlpatterns = [
    path("", editions.plans, name="plans"),
    path("svar/<int:pk>/", answers.answer_round, name="answer_round"),
    path("svar/<int:pk>/tiltak/<int:measure>/", answers.answer_measure, name="answer_measure"),
    path("<str:slug>/<str:edition>/", editions.edition, name="edition"),
    path("<str:slug>/<str:edition>/oversikt/<view:view>/", overviews.overview, name="overview"),
    path(
        "<str:slug>/<str:edition>/oversikt/<view:view>/<form:form>/",
        overviews.overview_file,
        name="overview_file",
    ),
    path("<str:slug>/<str:edition>/ny-runde/", rounds.open_round, name="open_round"),
    path("<str:slug>/<str:edition>/runder/<str:name>/", rounds.show_round, name="round"),
    path("<str:slug>/<str:edition>/runder/<str:name>/minn/", rounds.remind, name="remind_round"),
    path(
        "<str:slug>/<str:edition>/runder/<str:name>/lukk/", rounds.close_round, name="close_round"
    ),
    path("<str:slug>/<str:edition>/flytt/<str:name>/", editions.move, name="move"),
    path("<str:slug>/<str:edition>/regneark/", sheets.start, name="sheet"),
    path("<str:slug>/<str:edition>/tiltak.xlsx", sheets.file, name="sheet_file"),
    path("<str:slug>/<str:edition>/regneark/<int:pk>/", sheets.report, name="sheet_report"),
    path("<str:slug>/<str:edition>/neste/", editions.roll, name="roll"),
    path("<str:slug>/<str:edition>/innspill/", inputs.inputs, name="inputs"),
    path("<str:slug>/<str:edition>/innspill/nytt/", inputs.new_input, name="new_input"),
    path("<str:slug>/<str:edition>/innspill/<int:pk>/", inputs.answer_input, name="answer_input"),
]
