"""`serve` among what happens on a machine: terminals, editors, readers who leave, odd requests."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from macros.commands import answers
from macros.commands.live import Live
from tests.conftest import copy_project, run
from tests.served import Served

pytestmark = pytest.mark.slow

PAGE = "practices/team-meetings/"
CHINESE = "\n中文\n".encode("gbk")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all: each test puts back what it changes."""
    running = Served(copy_project(tmp_path_factory.mktemp("served")))
    running.wait("sources/", "<h1")
    yield running
    running.end()


@pytest.mark.parametrize(
    "said", [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.audit)]
)
def test_it_ends_at_once_and_leaves_nothing(tmp_path: Path, said: signal.Signals) -> None:
    """Ctrl-C and a terminal that closes are heard by all processes at once, amid an answer too."""
    running = Served(copy_project(tmp_path))
    running.wait("sources/", "<h1")
    asking = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
    asking.request("GET", "/print/")
    os.killpg(running.process.pid, said)
    assert running.process.wait(10) == 0
    assert [path.name for path in running.temporary.iterdir()] == []
    assert running.log.read_text(encoding="utf-8") == f"serve: http://127.0.0.1:{running.port}/\n"
    assert _are_gone(running.process.pid)


def _are_gone(group: int) -> bool:
    """Whether all processes of a group end, within some seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def _raw(served: Served, path: str) -> tuple[int, bytes]:
    """What a path gets that is sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_nothing_but_the_site_is_served(served: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("nobody's business")
    up = "/.." * 20
    for path in (f"/%2F{secret}", f"{up}{secret}", quote(f"{up}{secret}", safe=""), f"/en/%2F{secret}"):
        assert _raw(served, path)[0] == 404, path
        assert b"nobody" not in _raw(served, path)[1], path
    assert _raw(served, "/" + "x" * 300)[0] == 404
    assert _raw(served, "/practices//team-meetings/")[0] == 404


def test_a_way_on_keeps_what_was_asked(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request("GET", "/en?x=1")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (302, "/en/?x=1")
    answer.read()
    connection.request("HEAD", "/sitemap.xml.gz")
    assert connection.getresponse().getheader("Content-Type") == "application/gzip"


def test_a_reader_who_leaves_is_no_error(served: Served) -> None:
    for path in ("/print/", "/en/print/", "/livereload/nothing"):
        leaving = socket.create_connection(("127.0.0.1", served.port))
        leaving.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        leaving.close()
    # Asked after them, answered after them.
    assert "<h1" in served.get("print/") and "<h1" in served.get("en/print/")
    time.sleep(0.5)
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["8123", ":8123", "127.0.0.1:99999", "127.0.0.1:http", "no host:8123"])
def test_an_address_that_cannot_be_is_told_in_a_sentence(address: str) -> None:
    done = run("serve", "--address", address)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("serve: ") and done.stderr.count("\n") == 1


@pytest.mark.audit
def test_another_builder_stands_in_where_pages_are_made(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "another").mkdir()
    (project / "another" / "replacement.py").write_text("print('stands in', flush=True)\n")
    running = Served(project, HANDBOOK_BUILDER="another")
    running.wait("sources/", "<h1")
    running.end()
    # Once in the process that keeps the port, once in the one that answers.
    assert running.log.read_text(encoding="utf-8").count("stands in") == 2


@pytest.mark.parametrize(
    "name",
    ["docs/zh/sources.md", "macros/templates/parts.html", "docs/theme/assets/scripts/entry.js"],
)
def test_a_text_that_is_not_utf8_is_told_and_hinders_no_page(name: str, served: Served) -> None:
    file = served.folder / name
    good = file.read_bytes()
    line = good.count(b"\n") + 2
    file.write_bytes(good + CHINESE)
    # A page that is made of it, one that names that page, and another; the template is in all.
    for page in ("sources/", "glossary/", PAGE):
        told = served.get(page)
        assert told.count("<li><code>") == told.count(f"{name}:{line}: ") == 1
        assert "UnicodeDecodeError" not in told and not re.search(r">\s*None\s*<", told)
    assert ("定期召开团队会议" in told) == (not name.endswith(".html"))
    done = run("check" if name.endswith("html") else "site", folder=served.folder)
    assert done.returncode == 1 and f"{name}:{line}: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    file.write_bytes(good)
    assert "hb-problems" not in served.get(PAGE)


def test_what_editors_keep_beside_a_file_is_no_part_of_the_site(served: Served, tmp_path: Path) -> None:
    docs = served.folder / "docs"
    made = []
    for folder, name in (
        (docs / "theme" / "assets" / "styles", "record.css"),
        (docs / "en", "sources.md"),
        (served.folder / "macros" / "templates", "parts.html"),
        (served.folder / "data" / "practices", "team-meetings.yml"),
    ):
        link = folder / f".#{name}"
        link.symlink_to("me@host.123:456")
        kept = [folder / f".{name}.swp", folder / f"{name}~", folder / f"#{name}#"]
        for path in kept:
            path.write_bytes(CHINESE)
        made += [*kept, link]
    (served.folder / "data" / "glossary.yml").touch()
    different, names = served.differences(
        tmp_path / "site", set(), only=lambda names: [name for name in names if "sources" in name]
    )
    assert different == []
    assert [name for name in names if name.endswith(("~", "#", ".swp")) or "/.#" in name] == []
    for path in made:
        path.unlink()


def test_a_page_is_made_anew_wherever_it_stands(served: Served) -> None:
    folder = served.folder / "docs" / "en" / "_more"
    folder.mkdir()
    (folder / "a.md").write_text("# More\n\nOne.\n")
    elsewhere = served.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.md").write_text("# Else\n\nOne.\n")
    (served.folder / "docs" / "en" / "linked").symlink_to(elsewhere)
    for address, file in (("_more/a", folder / "a.md"), ("linked/b", elsewhere / "b.md")):
        assert "One." in served.get(f"en/{address}/")
        seen = file.stat()
        file.write_text(file.read_text().replace("One.", "Two."))
        # Some tools put the time back.
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        assert "Two." in served.get(f"en/{address}/")
    (served.folder / "docs" / "en" / "linked").unlink()
    shutil.rmtree(folder)


def test_a_temporary_folder_that_was_cleaned_away_is_made_anew(served: Served) -> None:
    assert "<h1" in served.get(PAGE)
    for folder in served.temporary.iterdir():
        shutil.rmtree(folder)
    (served.folder / "data" / "glossary.yml").touch()
    assert "<h1" in served.get(PAGE)


def test_a_failing_page_is_told_in_one_sentence_and_hinders_no_other(served: Served) -> None:
    template = served.folder / "macros" / "templates" / "practice.md"
    good = template.read_text(encoding="utf-8")
    template.write_text(good + "\n{{ nope.x }}\n", encoding="utf-8")
    status, told = served.ask(PAGE)
    line = good.count("\n") + 2
    assert status == 500 and told.count(b"<li>") == 1
    assert f"macros/templates/practice.md:{line}: ".encode() in told
    assert b"Traceback" not in told and b"site-packages" not in told
    assert served.ask("elements/trust/")[0] == 200
    template.write_text(good, encoding="utf-8")
    page = served.folder / "docs" / "zh" / "sources.md"
    written = page.read_text(encoding="utf-8")
    page.write_text(written.replace("\n# ", "\n# {{ nope.x }} ", 1), encoding="utf-8")
    status, told = served.ask("sources/")
    line = written[: written.index("\n# ")].count("\n") + 2
    assert status == 500 and told.count(b"<li>") == 1 and f"docs/zh/sources.md:{line}: ".encode() in told
    assert served.ask(PAGE)[0] == served.ask("en/sources/")[0] == 200
    page.write_text(written, encoding="utf-8")
    assert served.ask("sources/")[0] == 200


def test_what_stands_in_while_python_is_broken_holds_nobody(served: Served) -> None:
    file = served.folder / "macros" / "pages" / "view.py"
    good = file.read_text(encoding="utf-8")
    file.write_text("this is no Python")
    served.wait("", "Python: ")
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page = answer.read()
    # Its page asks for itself until the site is back; a browser keeps no connection to what stands in.
    assert answer.status == 503 and b"/livereload/" in page
    assert answer.getheader("Connection") == "close"
    file.write_text(good, encoding="utf-8")
    served.wait("", "Python: ", absent=True)
    assert served.ask("livereload/nothing")[0] == 205


def test_who_was_let_in_before_a_server_ends_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the connection and the request the server may be told to end: others ask of it, too."""
    monkeypatch.setattr(answers, "ABOUT_TO_ASK", 30.0)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ending = answers.server(listener, lambda path: answers.Answer(200, path.encode()))
        serving = threading.Thread(target=ending.serve_forever, args=(0.05,))
        serving.start()
        let_in = socket.create_connection(listener.getsockname())
        # One who comes after it is answered: so it was let in.
        with socket.create_connection(listener.getsockname()) as after:
            after.sendall(b"GET /after HTTP/1.0\r\n\r\n")
            assert after.makefile("rb").read().endswith(b"/after")
        finishing = threading.Thread(target=ending.finish, args=(30.0,))
        finishing.start()
        serving.join(10)
        assert finishing.is_alive()
        let_in.sendall(b"GET /before HTTP/1.0\r\n\r\n")
        assert let_in.makefile("rb").read().endswith(b"/before")
        finishing.join(10)
        assert not finishing.is_alive()
        let_in.close()
        ending.server_close()


def test_python_that_was_saved_while_it_started_starts_it_again() -> None:
    live = Live("http://127.0.0.1/", None, program="as it looked before")
    try:
        answer = live.answer("/x y/")
        assert (answer.status, answer.location, answer.anew) == (307, "/x%20y/", True)
        assert live.outdated.is_set()
    finally:
        live.close()
