"""What clients can do to a server: be slow by the hundred, and speak badly."""
import re
import socket

from house import EXAMPLE, PROGRAMME, check

FILES = 400
SLOW = 400


def connect(house):
    link = socket.create_connection(("127.0.0.1", house.port), timeout=20)
    link.settimeout(20)
    return link


def slow_ones(house):
    """Heads and forms that never end, and connections on which nothing is said, until there is no place left."""
    openings = [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 100000\r\n\r\nemail=a",
        b"",
    ]
    links = []
    for number in range(SLOW):
        links.append(connect(house))
        links[-1].sendall(openings[number % len(openings)])
    return links


def slow_clients(house):
    house.run("load", EXAMPLE)
    house.start(around=["prlimit", f"--nofile={FILES}:{FILES}"])
    links = slow_ones(house)
    for _ in range(3):
        house.ask("GET", f"{PROGRAMME}/events", None, "", (200,), timeout=30)
    house.register("quick@slow.example")
    for link in links:
        link.close()
    bad_requests(house)
    return f"{SLOW} slow connections where {FILES} files may be open keep nobody out; bad requests are refused"


def status_of(house, request):
    """The status of the answer to a request as it is sent."""
    with connect(house) as link:
        link.sendall(request)
        answer = link.recv(4096).decode()
    return int(re.match(r"HTTP/1\.1 (\d+)", answer).group(1))


def bad_requests(house):
    form = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    chunked = form + b"Transfer-Encoding: chunked\r\n\r\n"
    cases = {
        "a good request": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        "no Host": (b"GET / HTTP/1.1\r\n\r\n", 400),
        "an empty Host": (b"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        "two Hosts": (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        "NUL in the address": (b"GET /?q=%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        "a broken chunk": (chunked + b"zz\r\nemail=a\r\n0\r\n\r\n", 400),
        "a chunk that is too long for its length": (chunked + b"1\r\nemail=a\r\n0\r\n\r\n", 400),
        "two lengths": (form + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b", 400),
    }
    for name, (request, expected) in cases.items():
        status = status_of(house, request)
        check(status == expected, f"{name}: {status} instead of {expected}")
