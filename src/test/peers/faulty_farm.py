"""An API of workers of which each has just one fault. README.md says what it promises."""

import argparse
import asyncio
import base64
import datetime
import hashlib
import http
import http.server
import json
import os
import socket
import ssl
import struct
import sys
import threading

import websockets

import faulty_apis

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
PAGE = b"<!doctype html><html><head><title>Welcome</title></head><body>Hello there</body></html>"
FAULTS = {}


class Fault:
    """One worker: how the API lists it, and what answers at its port."""

    def __init__(self, name, url="ws://127.0.0.1:{port}", alive=True, open_port=None):
        self.name, self.open_port, self.alive, self.url = name, open_port, alive, url
        self.port = None
        FAULTS[name] = self

    async def open(self, certificates):
        self.port = await self.open_port(certificates) if self.open_port else closed_port()

    def view(self):
        worker = {"alive": self.alive, "stats": {"symbol": self.name}}
        if self.url != "missing":
            worker["log_stream_url"] = None if self.url == "null" else self.url.format(port=self.port)
        return worker


def closed_port():
    """A port on which nobody listens: held, so that nobody else gets it."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    HELD.append(held)
    return held.getsockname()[1]


HELD = []


# What healthy workers send.

def record(n, level="INFO", at=None, **changes):
    at = at or datetime.datetime.now()
    fields = {"timestamp": at.isoformat(), "level": level, "message": f"Bar processed: #{n}",
              "logger_name": "VnpyWorker[002050.SZ]", "module": "vnpy_adapter", "func_name": "run", "line_no": 95}
    fields.update(changes)
    return json.dumps({name: value for name, value in fields.items() if value is not None})


def ago(**span):
    return datetime.datetime.now() - datetime.timedelta(**span)


def ring(size=100, make=record):
    """The last records of a worker that logged one a second until five seconds ago."""
    return [make(n, at=ago(seconds=5 + size - n)) for n in range(size)]


def levels(n):
    return "ERROR" if n % 20 == 10 else "WARNING" if n % 10 == 5 else "DEBUG" if n % 7 == 0 else "INFO"


def usual(n, at=None):
    return record(n, levels(n), at)


# Servers that keep to the protocol, on websockets.

def web_socket(name, talk, alive=True, url="ws://127.0.0.1:{port}", compression="deflate", answer=None, tls=None):
    async def handle(client, path=None):
        try:
            await talk(client)
            await client.wait_closed()
        except websockets.ConnectionClosed:
            pass

    async def refuse(path, headers):
        return answer

    async def open_port(certificates):
        context = tls(certificates) if tls else None
        server = await websockets.serve(
            handle, "127.0.0.1", 0, compression=compression, ping_interval=None, close_timeout=1, ssl=context,
            process_request=refuse if answer else None)
        return server.sockets[0].getsockname()[1]

    Fault(name, url, alive, open_port)


def sending(frames=lambda: (), live=None, every=0.1):
    """Sends these frames, and then what live makes, if anything."""
    async def talk(client):
        for frame in frames():
            await client.send(frame)
        n = 1000
        while live:
            await asyncio.sleep(every)
            n += 1
            await client.send(live(n))

    return talk


def shifted(**span):
    """A worker whose clock, or zone, is off by that."""
    def make(n, at=None):
        return record(n, levels(n), (at or datetime.datetime.now()) + datetime.timedelta(**span))

    return sending(lambda: ring(make=make), make)


def in_zone(hours):
    """A worker whose stamps claim a zone that they are not in."""
    def make(n, at=None):
        at = (at or datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)) + datetime.timedelta(hours=hours)
        return record(n, levels(n), timestamp=at.isoformat() + "Z")

    return sending(live=make)


def closing(code, reason="", frames=lambda: ()):
    async def talk(client):
        for frame in frames():
            await client.send(frame)
        await client.close(code, reason)

    return talk


async def flood(client):
    while True:
        await client.send("[" + ",".join([record(0)] * 200) + "]")
        await asyncio.sleep(0.01)


async def held_back(client):
    """What was logged in six seconds comes at once."""
    for frame in ring():
        await client.send(frame)
    await asyncio.sleep(0.8)
    for n in range(31):
        await client.send(usual(n, ago(seconds=6 - n / 5)))


async def stopping_soon(client):
    for frame in ring():
        await client.send(frame)
    await asyncio.sleep(0.5)
    await client.close(1001, "worker stopped")


def page(status, body=b"", **headers):
    fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return http.HTTPStatus(status), fields, body


def with_certificate(name, old=False):
    def context(certificates):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if old:
            made.set_ciphers("ALL:@SECLEVEL=0")
            made.minimum_version = made.maximum_version = ssl.TLSVersion.TLSv1_1
        made.load_cert_chain(os.path.join(certificates, name + ".pem"), os.path.join(certificates, name + ".key"))
        return made

    return context


def secure(name, certificate, old=False, url="wss://127.0.0.1:{port}"):
    web_socket(name, sending(lambda: ring(make=usual), usual), url=url, tls=with_certificate(certificate, old))


LIVELY = sending(lambda: ring(make=usual), usual)

web_socket("healthy", LIVELY)
web_socket("quiet", sending(lambda: ring(make=usual)))
web_socket("ring-1000", sending(lambda: ring(1000, usual), usual))
web_socket("empty-ring", sending(live=usual))
web_socket("no-deflate", LIVELY, compression=None)
web_socket("silent", sending())
web_socket("flood", flood, compression=None)
web_socket("level-too-high", sending(lambda: ring(make=lambda n, at: record(n, "ERROR" if n % 5 == 0 else "WARNING", at))))
web_socket("raw-lines", sending(lambda: [f"{ago(seconds=1):%Y-%m-%d %H:%M:%S,123} INFO worker: bar {n}\n" for n in range(20)]),
           url="ws://127.0.0.1:{port}/ws/logs")
web_socket("plain-words", sending(lambda: [f"doing thing {n}\n" for n in range(20)]))
web_socket("some-text", sending(lambda: [f"printed {n}" if n % 4 == 0 else record(n) for n in range(20)]))
web_socket("broken-json", sending(lambda: [record(n)[:-20] for n in range(20)]))
web_socket("half-broken-json", sending(lambda: [record(n) if n % 4 else record(n)[:-20] for n in range(20)]))
web_socket("other-json", sending(lambda: ['{"type": "connected", "job_id": "17"}']))
web_socket("arrays", sending(lambda: ["[" + ",".join(ring(20, usual)) + "]"], lambda n: "[" + usual(n) + "," + usual(n) + "]"))
web_socket("binary", sending(lambda: [frame.encode() for frame in ring()]))
web_socket("no-stamps", sending(lambda: [record(n, levels(n), timestamp=None) for n in range(20)]))
web_socket("odd-stamps", sending(lambda: [record(n, levels(n), timestamp="Sun Feb  1 14:30:25") for n in range(20)]))
web_socket("no-levels", sending(lambda: ring(make=lambda n, at: record(n, None, at))))
web_socket("zone-off", shifted(hours=8))
web_socket("clock-behind", shifted(minutes=-7, seconds=-20))
web_socket("clock-years-off", shifted(days=-20000))
web_socket("quiet-future", sending(lambda: ring(make=lambda n, at: record(n, levels(n), at + datetime.timedelta(hours=3)))))
web_socket("false-utc", in_zone(8))
web_socket("zones-mixed", sending(lambda: ring(make=usual), lambda n: record(n, at=ago(hours=-5 if n % 2 else 3))))
web_socket("ring-in-future", sending(lambda: ring(make=lambda n, at: usual(n, at + datetime.timedelta(hours=2))), usual))
web_socket("held-back", held_back)
web_socket("empty-messages", sending(lambda: [""] * 20))
web_socket("pretty-json", sending(lambda: json.dumps(json.loads(usual(1)), indent=1).split("\n") * 5))
web_socket("json-lines", sending(lambda: [usual(n) + "\n" + usual(n + 1) for n in range(20)]))
web_socket("closes-4401", closing(4401, "token required"))
web_socket("closes-3000", closing(3000, "who are you?"))
web_socket("closes-1012", closing(1012))
web_socket("limit-1013", closing(1013, "max connections reached"))
web_socket("closes-1000", closing(1000))
web_socket("closes-1011", closing(1011, "database is gone"))
web_socket("closes-1013", closing(1013, "overloaded"))
web_socket("closes-after-replay", closing(1000, "", lambda: ring(make=usual)))
web_socket("closes-soon", stopping_soon)
web_socket("too-many", closing(1008, "Too many connections"))
web_socket("policy", closing(1008, "origin not allowed"))
web_socket("answers-401", LIVELY, answer=page(401, b'{"detail": "Token has expired"}', WWW_Authenticate="Bearer"))
web_socket("answers-403", LIVELY, answer=page(403, b"no such path"))
web_socket("answers-404", LIVELY, answer=page(404, b"not found"))
web_socket("answers-426", LIVELY, answer=page(426, b"use another version", Sec_WebSocket_Version="8"))
web_socket("answers-429", LIVELY, answer=page(429, b"slow down", Retry_After="30"))
web_socket("answers-500", LIVELY, answer=page(500, b"Traceback: KeyError"))
web_socket("answers-502", LIVELY, answer=page(502, b"<title>502 Bad Gateway</title>", Via="1.1 edge.example"))
web_socket("answers-503", LIVELY, answer=page(503, b"starting", Retry_After="5"))
web_socket("answers-400", LIVELY, answer=page(400, b"cannot do that"))
web_socket("web-page", LIVELY, answer=page(200, PAGE, Content_Type="text/html"))
web_socket("redirect-to-login", LIVELY, answer=page(302, b"", Location="https://sso.corp.example/login?next=%2Fws"))
web_socket("redirect", LIVELY, answer=page(301, b"", Location="ws://127.0.0.1:1/elsewhere"))
web_socket("dead-but-open", sending(lambda: ring(make=usual)), alive=False)
web_socket("dead-and-silent", sending(), alive=False)
web_socket("tls-wanted", LIVELY, tls=with_certificate("good"))
web_socket("no-tls", LIVELY, url="wss://127.0.0.1:{port}")
secure("tls", "good")
secure("tls-expired", "expired")
secure("tls-early", "early")
secure("tls-self-signed", "self")
secure("tls-unknown", "unknown")
secure("tls-other-host", "other")
secure("tls-soon", "soon")
secure("tls-cut", "good", old=True)

Fault("refused")
Fault("dead-and-gone", alive=False)
Fault("url-null", url="null")
Fault("url-missing", url="missing")
Fault("url-http", url="http://127.0.0.1:{port}/")
Fault("url-garbage", url="ws//127.0.0.1 {port}")
Fault("port-0", url="ws://127.0.0.1:0/")
Fault("port-70000", url="ws://127.0.0.1:70000/")
Fault("underscore", url="ws://vnpy_worker_3:{port}")
Fault("container", url="ws://worker-1.invalid:{port}")


# Servers that break the protocol, on plain sockets.

def plain(name, talk, url="ws://127.0.0.1:{port}"):
    async def handle(reader, writer):
        try:
            await talk(reader, writer)
            await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def open_port(certificates):
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        return server.sockets[0].getsockname()[1]

    Fault(name, url, open_port=open_port)


async def upgrade(reader, writer, *more, accept=None, version="1.1", headers=("Upgrade: websocket", "Connection: Upgrade")):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    key = next(line.split(":", 1)[1].strip() for line in head.split("\r\n") if line.lower().startswith("sec-websocket-key"))
    proof = accept or base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
    lines = [f"HTTP/{version} 101 Switching Protocols", *headers, f"Sec-WebSocket-Accept: {proof}", *more, "", ""]
    writer.write("\r\n".join(lines).encode("latin-1"))
    await writer.drain()


def frame(payload, first=0x81, mask=None):
    body = payload if isinstance(payload, bytes) else payload.encode()
    size = len(body)
    high = 0x80 if mask else 0
    length = bytes([high | size]) if size < 126 else bytes([high | 126]) + struct.pack(">H", size)
    if mask:
        body = mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(body))
    return bytes([first]) + length + body


def illegal(*frames, replay=0):
    async def talk(reader, writer):
        await upgrade(reader, writer)
        for text in ring(replay):
            writer.write(frame(text))
        for each in frames:
            writer.write(each)
        await writer.drain()

    return talk


def answering(**changes):
    async def talk(reader, writer):
        await upgrade(reader, writer, *changes.pop("more", ()), **changes)

    return talk


def saying(words, wait=False):
    async def talk(reader, writer):
        if wait:
            await reader.readuntil(b"\r\n\r\n")
        writer.write(words)
        await writer.drain()

    return talk


async def accepts_only(reader, writer):
    pass


async def compressing_wrongly(reader, writer):
    await upgrade(reader, writer, "Sec-WebSocket-Extensions: permessage-deflate")
    writer.write(frame(b"\x07no deflate", first=0xC1))
    await writer.drain()


async def hangs_up(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


async def resets(reader, writer):
    await upgrade(reader, writer)
    for text in ring():
        writer.write(frame(text))
    writer.write(frame("x" * 120)[:60])
    await writer.drain()
    await asyncio.sleep(0.2)
    plain_socket = writer.get_extra_info("socket")
    plain_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def closes_when_idle(reader, writer):
    await upgrade(reader, writer)
    await asyncio.sleep(1)
    writer.close()


async def without_pong(reader, writer):
    await upgrade(reader, writer)
    for text in ring(make=usual):
        writer.write(frame(text))
    n = 0
    while True:
        writer.write(frame(usual(n)))
        n += 1
        await asyncio.sleep(0.1)


async def odd_pongs(reader, writer):
    await upgrade(reader, writer)
    for text in ring(make=usual):
        writer.write(frame(text))
    while True:
        first, length = await reader.readexactly(2)
        await reader.readexactly(4 + (length & 0x7F))
        if first == 0x89:
            writer.write(frame(b"", 0x8A))


def ends_when_pinged(last=b""):
    async def talk(reader, writer):
        await upgrade(reader, writer)
        for text in ring(make=usual):
            writer.write(frame(text))
        await reader.readexactly(2)
        writer.write(last)
        await writer.drain()
        writer.close()

    return talk


async def dribbles(reader, writer):
    """An answer that never ends."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-Slow: ")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.1)


async def falls_silent(reader, writer):
    await upgrade(reader, writer)
    for text in ring(make=usual):
        writer.write(frame(text))
    await writer.drain()
    await asyncio.Event().wait()


async def slow(reader, writer):
    head = await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(2)
    again = asyncio.StreamReader()
    again.feed_data(head)
    await upgrade(again, writer)
    for text in ring(make=usual):
        writer.write(frame(text))
    await answer_pings(reader, writer)


async def answer_pings(reader, writer):
    while True:
        first, length = await reader.readexactly(2)
        mask = await reader.readexactly(4)
        body = await reader.readexactly(length & 0x7F)
        body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(body))
        if first == 0x89:
            writer.write(frame(body, 0x8A))
        elif first == 0x88:
            writer.write(frame(body, 0x88))
            return


class Backlog(Fault):
    """Takes no connection: its queue of those that wait is full."""

    async def open(self, certificates):
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        HELD.append(listening)
        self.port = listening.getsockname()[1]
        for _ in range(4):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", self.port))
            HELD.append(waiting)


Backlog("takes-nobody")
plain("half-open", accepts_only)
plain("tls-half-open", accepts_only, url="wss://127.0.0.1:{port}")
plain("hangs-up", hangs_up)
plain("ssh", saying(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"))
plain("http-1.0", answering(version="1.0"))
plain("wrong-accept", answering(accept="AAAAAAAAAAAAAAAAAAAAAAAAAAA="))
plain("no-upgrade", answering(headers=("Connection: close",)))
plain("odd-extension", answering(more=("Sec-WebSocket-Extensions: x-webkit-deflate-frame",)))
plain("odd-subprotocol", answering(more=("Sec-WebSocket-Protocol: chat",)))
plain("masked", illegal(frame(record(1), mask=b"abcd")))
plain("reserved-bits", illegal(frame(record(1), first=0xB1), replay=10))
plain("reserved-opcode", illegal(frame("?", first=0x83)))
plain("bad-utf-8", illegal(frame(b"caf\xe9")))
plain("too-large", illegal(b"\x81\x7f" + struct.pack(">Q", 20 << 20)))
plain("resets", resets)
plain("closes-when-idle", closes_when_idle)
plain("odd-pongs", odd_pongs)
plain("ends-when-pinged", ends_when_pinged())
plain("closes-when-pinged", ends_when_pinged(frame(struct.pack(">H", 1002) + b"no pings", 0x88)))
plain("dribbles", dribbles)
plain("unpackable", compressing_wrongly)
plain("compressed-unasked", illegal(frame(b"\x00" * 20, first=0xC1)))
plain("no-pong", without_pong)
plain("falls-silent", falls_silent)
plain("slow-handshake", slow)


def api_handler(faults):
    class Api(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            workers = {fault.name: fault.view() for fault in faults}
            if self.path == "/api/workers":
                self.json(200, {"total_workers": len(workers), "active_configs": len(workers), "workers": workers})
            elif self.path.startswith("/api/workers/") and self.path.split("/")[3] in workers:
                self.json(200, workers[self.path.split("/")[3]])
            elif self.path == "/health":
                self.json(200, {"status": "ok"})
            else:
                self.json(404, {"detail": "Not Found"})

        def json(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Api


async def main(options):
    faults = [FAULTS[name] for name in options.faults] if options.faults else list(FAULTS.values())
    if not options.certificates:
        faults = [fault for fault in faults if not fault.name.startswith("tls")]
    faults += [Fault(*more.split("=", 1)) for more in options.more]
    for fault in faults:
        await fault.open(options.certificates)
    api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), api_handler(faults))
    api.daemon_threads = True
    threading.Thread(target=api.serve_forever, daemon=True).start()
    ports = {fault.name: fault.port for fault in faults}
    apis = faulty_apis.start(ports, options.certificates)
    print("READY " + json.dumps({"api": f"http://127.0.0.1:{api.server_address[1]}", "ports": ports, "apis": apis}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], metavar="FAULT", help="default: all")
    parser.add_argument("--more", action="append", default=[], metavar="KEY=URL", help="one more worker, of another server")
    parser.add_argument("--certificates", metavar="DIR", help="holds NAME.pem and NAME.key; without it no TLS")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(arguments()))
