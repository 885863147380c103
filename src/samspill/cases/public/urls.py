from django.urls import path

from samspill.cases.public import calendar, cases, decisions, feeds, files, meetings, papers

urlpatterns = [
    path("moter/", meetings.meetings, name="meetings"),
    path("moter/feed/", feeds.meetings, name="meeting_feed"),
    path("moter/kalender.ics", calendar.meetings, name="meeting_calendar"),
    path("moter/<slug:slug>/", meetings.meeting, name="meeting"),
    path("moter/<slug:slug>/papirer/<str:kind>/<str:form>/", papers.paper, name="meeting_paper"),
    path("saker/", cases.cases, name="cases"),
    path("saker/filer/<str:key>/", files.file, name="case_file"),
    path("saker/<slug:slug>/", cases.case, name="case"),
    path("vedtak/feed/", feeds.decisions, name="decision_feed"),
    path("vedtak/", decisions.decisions, name="decisions"),
]
