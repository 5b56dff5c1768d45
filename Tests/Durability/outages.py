"""What the disk, the server and those who keep them can do to an installation. It says so, loses nothing, and goes on."""
import concurrent.futures
import contextlib
import os
import signal
import subprocess
import time

from house import EXAMPLE, PROGRAMME, ask, check, until


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """A disk of its own; None where nobody may mount one."""
    os.makedirs(folder, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "knotwork-test", folder]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        yield None
        return
    try:
        yield folder
    finally:
        # Lazily: what still ends may have files open there.
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    """Leaves no byte free. Gives the file that takes the room."""
    path = os.path.join(folder, "filler")
    with open(path, "wb", buffering=0) as filler:
        for size in (1 << 20, 4096):
            with contextlib.suppress(OSError):
                while filler.write(bytes(size)) == size:
                    pass
    return path


def full_disk(house, disk, make_ready):
    """On a disk without room: nothing is said to be saved that is not, health and doctor say why, and room is enough to go on."""
    house.run("load", EXAMPLE)
    house.start()
    house.register("first@full.example")
    make_ready()
    filler = fill(disk)
    answered, status = ["first@full.example"], 200
    for number in range(3000):
        email = f"person-{number}@full.example"
        status = house.register(email, expected=(200, 503))
        if status == 503:
            break
        answered.append(email)
    check(status == 503, "three thousand people registered on a full disk")
    # What a large save could not get, some small ones still do.
    answered += [email for email in (f"late-{number}@full.example" for number in range(30))
                 if house.register(email, expected=(200, 503)) == 200]
    house.get(f"{PROGRAMME}/events/{house.event}")
    house.health(503, "the disk is full")
    house.run("doctor", expect=1, says="is full. Make room")
    os.unlink(filler)
    house.health(200, "ok")
    house.register("last@full.example")
    house.run("doctor")
    rows = ask(house.database, "SELECT s.email FROM registration r JOIN sighting s ON s.id = r.sighting_id")
    lost = {*answered, "last@full.example"} - {row[0] for row in rows}
    check(not lost, f"{len(lost)} of {len(answered)} answered registrations are not there: {sorted(lost)[:3]}")
    return f"{len(answered)} registered until the disk was full, none lost"


def full_disk_sqlite(house):
    with small_disk(os.path.join(house.folder, "disk"), 160) as disk:
        if not disk:
            return None
        house.database = os.path.join(disk, "house.sqlite")
        said = full_disk(house, disk, lambda: None)
        house.end(signal.SIGTERM)
        read_only(house, disk)
        return said + "; read-only is told"


def read_only(house, disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    house.run("serve", "--port", str(house.port), expect=2, says="can only be read")
    house.run("doctor", expect=1, says="can only be read")


def full_disk_postgres(house):
    """On a server of its own, whose files are on the small disk: TMPDIR says where Scripts/with-postgres keeps them."""
    disk = os.environ["TMPDIR"]

    def make_ready():
        # A new piece of the journal, and the first line in it: room enough, so that it is the tables that find none.
        ask(house.database, "SELECT pg_switch_wal()")
        ask(house.database, "CHECKPOINT")
    return full_disk(house, disk, make_ready)


def server_of(database):
    """The processes of the PostgreSQL server, the first one first."""
    folder = ask(database, "SHOW data_directory")[0][0]
    with open(os.path.join(folder, "postmaster.pid")) as file:
        first = int(file.readline())
    with open(f"/proc/{first}/task/{first}/children") as file:
        return [first, *map(int, file.read().split())]


@contextlib.contextmanager
def frozen(database):
    """The server stands still: it takes connections and answers nothing."""
    processes = server_of(database)
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def frozen_and_restarted(house):
    house.run("load", EXAMPLE)
    house.start()
    house.register("before@frozen.example")
    with frozen(house.database), concurrent.futures.ThreadPoolExecutor() as both:
        page = both.submit(house.ask, "GET", f"{PROGRAMME}/events/{house.event}?a", None, "", (503,), timeout=40)
        doctor = both.submit(house.run, "doctor", expect=1, says="cannot be reached")
        house.health(503, "does not answer")
        check(page.result()[0].headers["Retry-After"], "503 without Retry-After")
        doctor.result()
    house.health(200, "ok", seconds=40)
    until(40, "registering again", lambda: house.register("after@frozen.example", expected=(200, 503)) == 200)

    # One process of a server that dies makes all others start again.
    [[backend], *_] = ask(
        house.database, "SELECT pid FROM pg_stat_activity WHERE application_name = 'knotwork' LIMIT 1")
    os.kill(int(backend), signal.SIGKILL)
    until(40, "registering after the restart",
          lambda: house.register("restarted@frozen.example", expected=(200, 503)) == 200)
    house.run("doctor")
    emails = {row[0] for row in ask(house.database, "SELECT email FROM sighting WHERE email LIKE '%@frozen.example'")}
    check(emails == {f"{when}@frozen.example" for when in ("before", "after", "restarted")}, f"registered: {emails}")
    return "a server that stood still and one that started again are waited for, and not for ever"


def replacing(house):
    """A copy takes no place under people's hands; and a server that was killed leaves nobody locked out."""
    house.run("load", EXAMPLE)
    copy = os.path.join(house.folder, "copy")
    house.run("backup", copy)
    house.start()
    house.register("now@served.example")
    house.run("restore", copy, "--replacing", expect=2, says="is being served")
    check(ask(house.database, "SELECT 1 FROM sighting WHERE email = 'now@served.example'"), "the refusal cost a record")
    house.run("serve", "--port", str(house.port), expect=2, says=f"Port {house.port} is in use")
    house.end(signal.SIGKILL)
    # A server notices after a moment that nobody is at the other end.
    deadline = time.monotonic() + 20
    while True:
        done = subprocess.run(
            [house.binary, "restore", copy, "--replacing", "--database", house.database], capture_output=True, text=True)
        if done.returncode == 0 or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    check(done.returncode == 0, f"restore after kill -9: {done.stderr}")
    check(not ask(house.database, "SELECT 1 FROM sighting WHERE email = 'now@served.example'"), "the copy is not in place")
    house.run("doctor")
    return "a copy waits until nobody serves"
