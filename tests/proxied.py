"""The product behind a proxy, and people at any address in front of it.

The proxy is haproxy where the machine has it, else one of our own that does the same: it adds the
visitor's address in a header of its own line and drops header names with underscores. Where a
visitor comes from it is told by the PROXY line that begins a connection, so that a test on one
machine has offices at addresses of their own, IPv6 too.
"""

import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import urlencode

from served_processes import free_port, wait_until

HAPROXY = shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin:/usr/bin")
CONFIGURATION = """
defaults
  mode http
  timeout connect 10s
  timeout client 60s
  timeout server 60s
  option forwardfor
  option http-restrict-req-hdr-names delete
listen front
  bind 127.0.0.1:{front} accept-proxy
  server product 127.0.0.1:{back}
"""


class Visit(HTTPConnection):
    """A connection that the proxy takes for one from this address."""

    def __init__(self, port: int, address: str) -> None:
        super().__init__("127.0.0.1", port, timeout=60)
        self.address = address

    def connect(self) -> None:
        super().connect()
        kind, own = ("TCP6", "::1") if ":" in self.address else ("TCP4", "127.0.0.1")
        self.sock.sendall(f"PROXY {kind} {self.address} {own} 50123 80\r\n".encode())


@dataclass
class Person:
    """A browser at an address; its cookies are kept from one request to the next. `seconds` is how
    long the latest answer told it to wait."""

    port: int
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: int = 0

    def sign_in(self, name: str, password: str) -> int:
        """The status: 302 is inside, 200 a wrong password, 429 too soon."""
        # As good as one that the page gave: form and cookie agree.
        self.cookies.setdefault("csrftoken", "t" * 32)
        token = self.cookies["csrftoken"]
        form = {"csrfmiddlewaretoken": token, "username": name, "password": password}
        return self._send("/sign-in/", urlencode(form))

    def leave(self) -> None:
        """As after closing the browser: what it knows the device by stays."""
        self.cookies.pop("sessionid", None)

    def _send(self, address: str, body: str) -> int:
        visit = Visit(self.port, self.address)
        said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        kind = "application/x-www-form-urlencoded"
        visit.request("POST", address, body, self.headers | {"Cookie": said, "Content-Type": kind})
        answer = visit.getresponse()
        answer.read()
        visit.close()
        self.seconds = int(answer.headers.get("Retry-After", 0))
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: each.value for name, each in SimpleCookie(cookie).items()}
        return answer.status


@contextmanager
def proxy_before(back: int, folder: Path) -> Iterator[int]:
    """Its port."""
    front = free_port()
    with _haproxy(front, back, folder) if HAPROXY else _own_proxy(front, back):
        yield front


@contextmanager
def _haproxy(front: int, back: int, folder: Path) -> Iterator[None]:
    file = folder / "haproxy.cfg"
    file.write_text(CONFIGURATION.format(front=front, back=back))
    process = subprocess.Popen([HAPROXY or "", "-db", "-f", file], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(front))
        yield
    finally:
        process.terminate()
        process.wait(10)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@contextmanager
def _own_proxy(front: int, back: int) -> Iterator[None]:
    class PassOn(StreamRequestHandler):
        def handle(self) -> None:
            visitor = self.rfile.readline().decode().split()[2]
            head = list(iter(self.rfile.readline, b"\r\n"))
            kept = [line for line in head[1:] if b"_" not in line.partition(b":")[0]]
            added = f"X-Forwarded-For: {visitor}\r\nConnection: close\r\n\r\n".encode()
            length = re.search(rb"(?im)^content-length: *(\d+)", b"".join(kept))
            body = self.rfile.read(int(length[1])) if length else b""
            with socket.create_connection(("127.0.0.1", back), timeout=60) as product:
                product.sendall(b"".join([head[0], *kept, added, body]))
                while part := product.recv(65536):
                    self.wfile.write(part)

    with ThreadingTCPServer(("127.0.0.1", front), PassOn) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join(10)
