"""One browser, as far as a server can tell: a connection that stays open, and a session."""

import http.client
import re
import socket
import time
import zlib
from urllib.parse import urlencode

HEADERS = {
    "Host": "127.0.0.1",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "127.0.0.1",
    "Accept-Encoding": "gzip",
}
FIXED, NAMED = 10, 0x08  # of a gzip: bytes before its file name, and the flag that it has one
FIELD = re.compile(r"<input[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


class Answer:
    def __init__(self, status, body, milliseconds, headers):
        self.status, self.body, self.milliseconds = status, body, milliseconds
        self.headers = headers

    @property
    def is_zipped(self):
        return self.headers.get("Content-Encoding") == "gzip"

    @property
    def size(self):
        """Bytes of the page as they went over the line.

        Without the file name in the header of a gzip: Django writes up to 100 random bytes there,
        so that the length of a page tells nobody what is on it (RFC 1952 §2.3).
        """
        name = self.body.index(0, FIXED) - FIXED if self.is_zipped and self.body[3] == NAMED else 0
        return len(self.body) - name

    @property
    def text(self):
        body = zlib.decompress(self.body, 31) if self.is_zipped else self.body
        return body.decode()


class Browser:
    def __init__(self, port, cookie=""):
        self.port, self.cookie, self.csrf = port, cookie, ""
        self.connection = None

    def open(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, data):
        more = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://127.0.0.1"}
        return self.ask("POST", path, urlencode(data), more)

    def ask(self, method, path, body=None, more=()):
        """Ask; a kept connection that the server closed meanwhile is opened anew, as a proxy does."""
        was_open = self.connection is not None
        try:
            return self.try_once(method, path, body, more)
        except ConnectionError:
            if not was_open:
                raise
            return self.try_once(method, path, body, more)

    def try_once(self, method, path, body, more):
        cookies = "; ".join(filter(None, [self.cookie, self.csrf]))
        headers = HEADERS | dict(more) | ({"Cookie": cookies} if cookies else {})
        if self.connection is None:
            self.open()
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except BaseException:
            self.close()
            raise
        took = (time.perf_counter() - began) * 1000
        self.keep(response.headers.get_all("Set-Cookie") or [])
        if response.will_close:
            self.close()
        return Answer(response.status, content, took, response.headers)

    def keep(self, cookies):
        """Keep the token that guards forms."""
        for cookie in cookies:
            if "csrftoken=" in cookie:
                self.csrf = cookie.split(";")[0]


def hidden(page):
    """The hidden fields of a form on this page, with their values."""
    found = [dict(ATTRIBUTE.findall(tag)) for tag in FIELD.findall(page)]
    return {
        field["name"]: field.get("value", "")
        for field in found
        if field.get("type") == "hidden" and "name" in field
    }
