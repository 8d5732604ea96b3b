"""A POP3 client that loses no message and keeps none twice.

    python3 client.py HOST PORT USER PASSWORD FOLDER [stls]

Each message becomes a file of its own in FOLDER. The unique-ids of messages that
are there stand in FOLDER/.known. Exit status 2 means that the server refused the
login.
"""
import os
import socket
import ssl
import sys
import time


class InUse(Exception):
    """Another device has the maildrop."""


class Refused(Exception):
    """The server said -ERR."""


class Session:
    def __init__(self, host, port):
        self.sock = socket.create_connection((host, port), timeout=10)
        self.rest = b""
        self.status()

    def line(self):
        """A line up to CR LF, however the octets come."""
        while b"\r\n" not in self.rest:
            more = self.sock.recv(4096)
            if not more:
                raise ConnectionError("the connection ended within a line")
            self.rest += more
        line, self.rest = self.rest.split(b"\r\n", 1)
        return line

    def status(self):
        """The status line: +OK and -ERR count, and the code behind -ERR."""
        line = self.line()
        if line.startswith(b"-ERR [IN-USE]"):
            raise InUse
        if not line.startswith(b"+OK"):
            raise Refused(line.decode("ascii", "replace"))

    def command(self, *words):
        self.sock.sendall(" ".join(words).encode("ascii") + b"\r\n")
        self.status()

    def lines(self):
        """The lines behind a status line, up to the lone dot, un-stuffed."""
        while (line := self.line()) != b".":
            yield line[1:] if line.startswith(b".") else line

    def start_tls(self):
        self.command("STLS")
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # the certificate is made at start
        self.rest = b""  # what came before the handshake came from anybody
        self.sock = context.wrap_socket(self.sock)


def known(folder):
    try:
        with open(os.path.join(folder, ".known"), encoding="ascii") as f:
            return set(f.read().split())
    except FileNotFoundError:
        return set()


def save(folder, uid, message):
    """The message first, under a name of its own; then that it is there."""
    name = os.path.join(folder, f"{time.time_ns()}.eml")
    with open(name + ".part", "wb") as f:
        f.write(message)
        f.flush()
        os.fsync(f.fileno())
    os.rename(name + ".part", name)
    with open(os.path.join(folder, ".known"), "a", encoding="ascii") as f:
        f.write(uid + "\n")


def synchronise(host, port, user, password, folder, stls):
    session = Session(host, port)
    try:
        if stls:
            session.start_tls()
        session.command("USER", user)
        session.command("PASS", password)
    except (InUse, Refused):
        session.command("QUIT")
        raise
    session.command("UIDL")
    for entry in list(session.lines()):
        number, uid = entry.decode("ascii").split(" ", 1)
        if uid not in known(folder):
            session.command("RETR", number)
            save(folder, uid, b"".join(line + b"\r\n" for line in session.lines()))
    session.command("QUIT")


def main(host, port, user, password, folder, *options):
    for _ in range(10):
        try:
            return synchronise(host, int(port), user, password, folder, "stls" in options)
        except InUse:
            time.sleep(1.1)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 2
        except OSError:
            pass  # what is on disk is known, so the next session goes on there
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
