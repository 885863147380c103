"""The signed-in pages of the ledger, under ``/arbeid/``."""

from django.urls import path

from samspill.commitments.views import choices, files, inbox, ledger, reminding

app_name = "commitments"

urlpatterns = [
    path("innboks/", inbox.inbox, name="inbox"),
    path("forpliktelser/", ledger.listed, name="commitments"),
    path("forpliktelser/minn/", reminding.remind, name="remind"),
    path("forpliktelser/<int:pk>/", ledger.commitment, name="commitment"),
    path("forpliktelser/<int:pk>/svar/", ledger.answer, name="answer"),
    path("forpliktelser/<int:pk>/frist/", ledger.move, name="move"),
    path("forpliktelser/<int:pk>/eiere/", ledger.change_owners, name="owners"),
    path("forpliktelser/<int:pk>/trekk/", ledger.withdraw, name="withdraw"),
    path("forpliktelser/<int:pk>/gjenapne/", ledger.reopen, name="reopen"),
    path("forpliktelser/filer/<int:pk>/", files.file, name="file"),
    path("forpliktelser/filer/<int:pk>/fjern/", files.take_away, name="take_away"),
    path("paminnelser/", choices.reminders, name="reminders"),
    path("paminnelser/kalender/", choices.make_calendar, name="make_calendar"),
    path("paminnelser/kalender/<int:pk>/avslutt/", choices.revoke_calendar, name="revoke_calendar"),
]
