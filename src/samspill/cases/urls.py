"""The signed-in pages of cases and meetings, under ``/arbeid/``."""

from django.urls import path

from samspill.cases.views import (
    agenda,
    approving,
    asking,
    calls,
    cases,
    disagreements,
    files,
    meetings,
    minutes,
    notes,
    papers,
    planning,
    raising,
    represented,
    taking_out,
    tying,
)

app_name = "cases"

urlpatterns = [
    path("saker/", cases.cases, name="cases"),
    path("innspill/<int:pk>/", asking.give_input, name="give_input"),
    path("saker/ny/", raising.raise_case, name="raise"),
    path("saker/filer/<str:key>/", files.file, name="file"),
    path("saker/filer/<str:key>/unnta/", files.exempt, name="exempt"),
    path("saker/filer/<str:key>/fjern/", files.remove_file, name="remove_file"),
    path("saker/<slug:slug>/", cases.case, name="case"),
    path("saker/<slug:slug>/svar/", raising.answer, name="complete"),
    path("saker/<slug:slug>/gjelder/", tying.tie, name="tie"),
    path("saker/<slug:slug>/filer/", files.add_to_case, name="add_files"),
    path("saker/<slug:slug>/innspill/", asking.ask, name="ask"),
    path("saker/<slug:slug>/flytt/<str:name>/", cases.move, name="move_case"),
    path("saker/<slug:slug>/uenighet/", disagreements.disagree, name="disagree"),
    path(
        "saker/<slug:slug>/uenighet/<slug:name>/", disagreements.disagreement, name="disagreement"
    ),
    path("saker/<slug:slug>/uenighet/<slug:name>/videre/", disagreements.take_on, name="take_on"),
    path("saker/<slug:slug>/uenighet/<slug:name>/avslutt/", disagreements.settle, name="settle"),
    path(
        "saker/<slug:slug>/uenighet/<slug:name>/papirer/", disagreements.nameless, name="nameless"
    ),
    path("moter/", meetings.meetings, name="meetings"),
    path("moter/nytt/", meetings.plan, name="plan"),
    path("moter/aret/", planning.plan_year, name="plan_year"),
    path("moter/hast/", planning.at_once, name="at_once"),
    path("moter/<slug:slug>/endre/", planning.change, name="change_meeting"),
    path("moter/mine-notater/", notes.mine, name="my_notes"),
    path("moter/spurt/<int:pk>/", represented.asked_before, name="asked_before"),
    path("moter/bestemt/<int:pk>/", represented.decided, name="decided"),
    path("moter/<slug:slug>/", meetings.meeting, name="meeting"),
    path("moter/<slug:slug>/saksliste/", agenda.agenda, name="agenda"),
    path("moter/<slug:slug>/rekkefolge/", agenda.shift, name="shift"),
    path("moter/<slug:slug>/papirer/<str:kind>/<str:form>/", papers.paper, name="paper"),
    path("moter/<slug:slug>/spor/", represented.ask, name="ask_before"),
    path("moter/<slug:slug>/innspill/<slug:party>/", represented.remark, name="remark"),
    path("moter/<slug:slug>/punkt/<slug:item>/notat/", notes.note, name="note"),
    path("moter/<slug:slug>/sakslisten/", meetings.add_item, name="add_item"),
    path("moter/<slug:slug>/flytt/<str:name>/", meetings.move, name="move_meeting"),
    path("moter/<slug:slug>/referat/", minutes.minutes, name="minutes"),
    path("moter/<slug:slug>/referat-merknad/", approving.object_to, name="object_to_minutes"),
    path("moter/<slug:slug>/referat-rettelse/", approving.correct, name="correct_minutes"),
    path("moter/<slug:slug>/referat-versjoner/", approving.versions, name="minutes_versions"),
    path("moter/<slug:slug>/referat-begynn/", minutes.begin, name="begin_minutes"),
    path("moter/<slug:slug>/referat-frammote/", minutes.write_attendance, name="write_attendance"),
    path("moter/<slug:slug>/referat/<slug:item>/", minutes.write_item, name="write_item"),
    path("moter/<slug:slug>/svar/", calls.answer, name="answer"),
    path("moter/<slug:slug>/gjester/", calls.ask_guest, name="ask_guest"),
    path("moter/<slug:slug>/regioner/", calls.invite_regions, name="invite_regions"),
    path(
        "moter/<slug:slug>/gjester/<int:pk>/fjern/", calls.take_back_guest, name="take_back_guest"
    ),
    path("moter/<slug:slug>/punkt/<slug:item>/ta-ut/", taking_out.take_out, name="take_out"),
    path("moter/<slug:slug>/punkt/<slug:item>/filer/", files.add_to_item, name="add_item_files"),
]
