"""What is wrong is found with the fault really made, and said with what to do."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import zoneinfo

import pytest
import time_machine
import trustme
from click.testing import CliRunner
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg.sql import SQL, Identifier

from samspill.cli import samspill
from samspill.operations import doctor, records, tables, target
from samspill.operations.backup import backup
from samspill.operations.checks import certificate, data, folders, installed, safety
from samspill.operations.findings import Level
from samspill.settings.environment import NAMES
from tests.conftest import free_port
from tests.databases import execute

NOBODY = 65534


def only(findings):
    (finding,) = findings
    return finding


def levels(findings):
    return [finding.level for finding in findings]


@pytest.fixture
def home(tmp_path, settings):
    settings.SAMSPILL_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.SAMSPILL_HOME / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.SAMSPILL_HOME


def test_a_database_that_answers(filled):
    assert only(data.database()).level == Level.OK


def test_a_database_that_does_not_answer(filled):
    execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(Identifier(filled.database)))
    finding = only(data.database())
    assert list(data.migrations()) == []
    assert list(data.clock()) == []
    assert finding.level == Level.WRONG
    assert finding.said.startswith("It does not answer: ")
    assert "DATABASE_URL" in finding.remedy


def test_a_database_that_is_too_old(filled, monkeypatch):
    monkeypatch.setattr(data, "LOWEST_VERSION", 99)
    assert only(data.database()).said.endswith("is too old.")


def test_all_migrations_are_applied(filled):
    assert only(data.migrations()).level == Level.OK


def test_a_migration_that_is_missing(filled):
    executor = MigrationExecutor(connection)
    missing = sum(app == "in_use" for app, _name in executor.loader.disk_migrations)
    executor.migrate([("in_use", None)])
    finding = only(data.migrations())
    assert (finding.level, finding.said) == (Level.WRONG, f"{missing} are not applied.")
    assert finding.remedy == "samspill migrate"


def test_a_database_of_a_newer_version(filled):
    MigrationRecorder(connection).record_applied("common", "0999_later")
    assert "newer version (common.0999_later)" in only(data.migrations()).said


def test_a_restore_has_room_for_its_locks(filled, monkeypatch):
    monkeypatch.setattr(data, "LOCKS_EACH", 1)
    assert only(data.locks()).level == Level.OK


def test_too_little_room_for_a_restore_s_locks_is_told_before_it_is_needed(filled, monkeypatch):
    monkeypatch.setattr(data, "LOCKS_EACH", 1000)
    finding = only(data.locks())
    assert finding.level == Level.WARNING
    with connection.cursor() as cursor:
        cursor.execute(data.ROOM)
        room, there, backends = cursor.fetchone()
    assert f"there is room for {room}." in finding.said
    asked = int(finding.remedy.split(" to ")[1].split(" ")[0])
    assert (asked - 1) * backends < 1000 * there <= asked * backends


@pytest.mark.once
def test_a_restore_takes_no_more_locks_than_the_doctor_reckons_with(filled):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(data.ROOM)
        _room, there, _backends = cursor.fetchone()
        migrations = tables.applied(cursor)
        target.clear(cursor)
        executor = MigrationExecutor(connection)
        executor.migrate(migrations, executor.migration_plan(migrations))
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
        (taken,) = cursor.fetchone()
        transaction.set_rollback(True)
    assert there < taken < data.LOCKS_EACH * there


@pytest.mark.parametrize(
    ("seconds", "level"),
    [(0, Level.OK), (20, Level.WARNING), (-20, Level.WARNING), (3600, Level.WRONG)],
)
def test_a_clock_that_goes_wrong(filled, seconds, level):
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    with time_machine.travel(now):
        assert only(data.clock()).level == level


def test_the_time_zone_is_known_on_both_sides(filled):
    assert only(data.time_zone()).level == Level.OK


def test_a_machine_without_time_zone_data(filled, monkeypatch):
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert only(data.time_zone()).remedy == "Install tzdata."
    finally:
        zoneinfo.reset_tzpath()


def test_no_backup_was_made(home):
    assert only(data.backups()).said == "None has been made here."


@pytest.mark.parametrize(
    ("hours", "level"), [(1, Level.OK), (40, Level.WARNING), (24 * 8, Level.WRONG)]
)
def test_a_backup_that_grows_old(filled, tmp_path, hours, level):
    records.add(backup(tmp_path / "samspill.backup"))
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
    with time_machine.travel(later):
        assert only(data.backups()).level == level


def test_a_backup_that_is_gone(filled, tmp_path):
    records.add(backup(tmp_path / "samspill.backup"))
    (tmp_path / "samspill.backup").unlink()
    assert "no longer there" in only(data.backups()).said


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"taken_at": 5}]', "null"])
def test_a_broken_list_of_backups_is_none(home, content):
    records.place().write_text(content)
    assert only(data.backups()).said == "None has been made here."


def test_folders_that_can_be_written_in(home):
    assert levels(folders.writable()) == [Level.OK, Level.OK]
    assert os.listdir(home) == ["media"]


def test_a_folder_that_is_a_file(home, settings):
    settings.SAMSPILL_HOME = home / "file"
    settings.SAMSPILL_HOME.write_text("")
    assert next(folders.writable()).said.endswith("is no folder.")


@pytest.fixture
def ordinary_user():
    """The test runs as a user that file modes hold for; root they do not."""
    if os.geteuid() != 0:
        yield os.geteuid()
        return
    os.seteuid(NOBODY)
    yield NOBODY
    os.seteuid(0)


def test_a_folder_that_is_read_only(tmp_path_factory, settings, ordinary_user):
    settings.SAMSPILL_HOME = settings.MEDIA_ROOT = "/"
    findings = list(folders.writable())
    assert levels(findings) == [Level.WRONG, Level.WRONG]
    assert f"can't be written in by user {ordinary_user}" in findings[0].said
    assert findings[0].remedy.startswith(f"chown -R {ordinary_user} /")


def test_a_folder_that_anyone_may_write_in(home):
    (home / "media").chmod(0o777)
    assert levels(folders.writable()) == [Level.OK, Level.WRONG]


def test_a_disk_that_gets_full(home, monkeypatch):
    assert Level.WRONG not in levels(folders.disk())
    monkeypatch.setattr(folders, "LITTLE", 2**62)
    assert levels(folders.disk()) == [Level.WARNING, Level.WARNING]
    monkeypatch.setattr(folders, "TOO_LITTLE", 2**62)
    assert levels(folders.disk()) == [Level.WRONG, Level.WRONG]


def test_what_a_restore_left_is_named(home):
    assert list(folders.left_by_restore()) == []
    (home / "media.before-restore").mkdir()
    (home / "media.restoring").mkdir()
    assert levels(folders.left_by_restore()) == [Level.WARNING, Level.WARNING]


KEY = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"


@pytest.mark.parametrize("key", ["short", "ab" * 40])
def test_a_key_that_can_be_guessed(home, settings, key):
    settings.SECRET_KEY = key
    finding = only(safety.secret_key())
    assert finding.level == Level.WRONG
    assert key not in finding.as_line()


def test_a_key_that_others_may_read(home, settings):
    settings.SECRET_KEY = KEY
    assert only(safety.secret_key()).level == Level.OK
    (home / "secret_key").write_text(KEY)
    (home / "secret_key").chmod(0o644)
    finding = only(safety.secret_key())
    assert finding.level == Level.WRONG
    assert finding.remedy.startswith("chmod 600")


def test_a_key_that_serves_nobody(home, settings, monkeypatch):
    settings.SECRET_KEY = KEY
    monkeypatch.setenv("SECRET_KEY", KEY)
    (home / "secret_key").write_text("old")
    (home / "secret_key").chmod(0o600)
    assert only(safety.secret_key()).level == Level.WARNING


def test_static_files_that_are_not_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert "None are collected" in only(installed.static_files()).said
    settings.STATICFILES_DIRS = []
    assert "are not built" in only(installed.static_files()).said


def test_static_files_that_are_missing_or_new(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert only(installed.static_files()).level == Level.OK
    listed = json.loads((tmp_path / "staticfiles.json").read_text())
    name, hashed = next(iter(listed["paths"].items()))
    (tmp_path / hashed).rename(tmp_path / "away")
    assert "1 are missing" in only(installed.static_files()).said
    (tmp_path / "away").rename(tmp_path / hashed)
    del listed["paths"][name]
    (tmp_path / "staticfiles.json").write_text(json.dumps(listed))
    assert f"1 are not collected, such as {name}" in only(installed.static_files()).said


def test_translations_that_are_not_compiled(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    assert only(installed.translations()).said.endswith("is missing.")
    path = tmp_path / "nb" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    for content in (b"", b"nonsense"):
        path.write_bytes(content)
        assert only(installed.translations()).said.endswith("is damaged.")


def issued(path, *, ends_in_days):
    ends = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=ends_in_days, hours=1)
    made = trustme.CA().issue_cert("samspill.example.no", not_after=ends)
    made.cert_chain_pems[0].write_to_path(path)
    return ends


@pytest.mark.parametrize(
    ("days", "level"), [(-2, Level.WRONG), (5, Level.WARNING), (60, Level.OK), (20_000, Level.OK)]
)
def test_a_certificate_that_ends(settings, tmp_path, days, level):
    settings.SAMSPILL_CERTIFICATE = str(tmp_path / "site.pem")
    ends = issued(tmp_path / "site.pem", ends_in_days=days)
    finding = only(certificate.validity())
    assert finding.level == level
    assert f"{ends:%Y-%m-%d}" in finding.said


def test_a_certificate_that_is_not_valid_yet(settings, tmp_path):
    settings.SAMSPILL_CERTIFICATE = str(tmp_path / "site.pem")
    issued(tmp_path / "site.pem", ends_in_days=60)
    with time_machine.travel(datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)):
        assert "not valid before 2" in only(certificate.validity()).said


def test_a_certificate_that_cannot_be_read(settings, tmp_path):
    settings.SAMSPILL_CERTIFICATE = str(tmp_path / "site.pem")
    assert "can't be read (No such file" in only(certificate.validity()).said
    issued(tmp_path / "site.pem", ends_in_days=60)
    whole = (tmp_path / "site.pem").read_text()
    for content in (
        "",
        "nonsense",
        whole[:200],
        whole.replace("M", "", 1),
        whole[:300] + whole[900:],
    ):
        (tmp_path / "site.pem").write_text(content)
        assert "holds no certificate" in only(certificate.validity()).said


def test_a_check_that_fails_itself_is_a_finding_without_its_text(filled, monkeypatch):
    def broken():
        raise KeyError("swordfish")

    monkeypatch.setattr(data, "clock", broken)
    (finding,) = [found for found in doctor.examine() if found.check == "clock"]
    assert finding.said == "Could not be checked (KeyError)."


def ask(*arguments):
    return CliRunner().invoke(samspill, ["doctor", *arguments])


def test_the_worst_finding_is_the_exit_code(filled, monkeypatch):
    for level in Level:
        found = doctor.Finding("it", level, "said", "remedy")
        monkeypatch.setattr(
            doctor, "checks", lambda found=found, **_: {"it": lambda: iter([found])}
        )
        said = ask()
        assert said.exit_code == level
        assert said.output == f"{level.name.lower():<8} it            said → remedy\n"


def test_every_check_says_something_and_json_says_the_same(filled):
    lines = ask().output.splitlines()
    told = json.loads(ask("--json").output)
    assert [f["check"] for f in told["findings"]] == [line[9:23].strip() for line in lines]
    assert {f["check"] for f in told["findings"]} == set(doctor.checks()) - {"restore"}
    assert told["level"] == max(
        (finding["level"] for finding in told["findings"]), key=["ok", "warning", "wrong"].index
    )


def test_the_doctor_makes_nothing_and_starts_nothing(tmp_path):
    done = started(tmp_path / "var", SAMSPILL_ENV="local", DATABASE_URL="")
    assert done.returncode == Level.WRONG, done.stderr
    found = {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert "does not run" in found["database"]["said"]
    assert found["secret key"]["said"].startswith("None yet: ")
    assert list(tmp_path.iterdir()) == []


def started(tmp_path, **environment):
    ours = {name: value for name, value in os.environ.items() if name not in NAMES}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", "from samspill.cli import main; main()", "doctor", "--json"],
        env={**ours, "SAMSPILL_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


def test_settings_that_production_refuses_are_findings(tmp_path):
    done = started(tmp_path, SAMSPILL_ENV="production")
    assert done.returncode == Level.WRONG, done.stderr
    said = [finding["said"] for finding in json.loads(done.stdout)["findings"]]
    assert said[0] == "SECRET_KEY is not set."
    assert len(said) == 5


@pytest.mark.parametrize("name", ["DEBUG", "DATABASE_URL"])
def test_a_setting_that_makes_no_sense_is_a_finding_without_its_value(tmp_path, name):
    done = started(tmp_path, SAMSPILL_ENV="local", **{name: "swordfish://u:swordfish@["})
    assert done.returncode == Level.WRONG, done.stderr
    assert name in done.stdout
    assert "swordfish" not in done.stdout + done.stderr


def test_production_that_is_safe_but_without_database_and_mail(tmp_path):
    port = free_port()
    done = started(
        tmp_path,
        SAMSPILL_ENV="production",
        SECRET_KEY=KEY,
        ALLOWED_HOSTS="samspill.example.no",
        DATABASE_URL=f"postgresql://samspill:hunter22@127.0.0.1:{port}/samspill",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(port),
        EMAIL_HOST_PASSWORD="hunter33",
        DEFAULT_FROM_EMAIL="samspill@example.no",
    )
    assert done.returncode == Level.WRONG, done.stderr
    found = {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert found["safety"]["said"] == "Production, answering to samspill.example.no."
    assert "refused" in found["database"]["said"]
    assert found["mail"]["said"] == f"127.0.0.1:{port} can't be reached (Connection refused)."
    assert "hunter" not in done.stdout + done.stderr
