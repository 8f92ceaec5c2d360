"""APIs of which each has just one fault, below a path or on a port of their own. For faulty_farm.py."""

import email.utils
import http.server
import json
import os
import socket
import ssl
import threading
import time

ANSWERS = {}
SOCKETS = {}
JSON = "application/json"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


class Answer:
    """What /api/workers says below the fault's own path."""

    def __init__(self, body=b"", status=200, type=JSON, health=200, wait=0, shift=0, at="/api/workers", **headers):
        self.body, self.status, self.type, self.health, self.wait = body, status, type, health, wait
        self.shift, self.at = shift, at
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def text(self, farm):
        body = self.body(farm) if callable(self.body) else self.body
        return body.encode() if isinstance(body, str) else body


def listing(total=None, **workers):
    """A list of these workers, whose streams are those of the farm's faults."""
    def make(farm):
        views = {key: view(farm) if callable(view) else view for key, view in workers.items()}
        count = len(views) if total is None else total
        return json.dumps({"total_workers": count, "active_configs": count, "workers": views})

    return make


def worker(fault="healthy", alive=True):
    return lambda farm: {"alive": alive, "stats": {}, "log_stream_url": f"ws://127.0.0.1:{farm.ports[fault]}"}


def at(url, alive=True):
    return {"alive": alive, "stats": {}, "log_stream_url": url}


GOOD = listing(good=worker())
DETAIL = '{"detail": "%s"}'

ANSWERS.update({
    "good": Answer(GOOD),
    "slow": Answer(GOOD, wait=2.5),
    "not-well": Answer(GOOD, health=503),
    "no-health": Answer(GOOD, health=404),
    "behind-cache": Answer(GOOD, Via="1.1 varnish"),
    "unknown-user": Answer(DETAIL % "Could not validate credentials", 401, WWW_Authenticate="Bearer"),
    "expired": Answer(DETAIL % "Token has expired", 401, WWW_Authenticate="Bearer"),
    "expired-by-header": Answer(
        DETAIL % "Unauthorized", 401, WWW_Authenticate='Bearer error="invalid_token", error_description="The token expired"'),
    "forbidden": Answer(DETAIL % "not yours", 403),
    "wants-proxy-user": Answer(b"", 407, TEXT),
    "busy": Answer(DETAIL % "slow down", 429, Retry_After="30"),
    "times-out": Answer(b"Request Timeout", 408, TEXT),
    "odd": Answer(DETAIL % "I'm a teapot", 418),
    "no-content": Answer(b"", 204),
    "fails": Answer(DETAIL % "boom", 500),
    "gateway": Answer("<html><title>502 Bad Gateway</title></html>", 502, HTML, Server="nginx/1.22.1"),
    "gateway-late": Answer("<html><title>504 Gateway Time-out</title></html>", 504, HTML),
    "web-socket": Answer("Upgrade Required", 426, TEXT),
    "web-socket-400": Answer("Failed to open a WebSocket connection", 400, TEXT),
    "not-here": Answer(at="/nowhere", health=404),
    "other-service": Answer(at="/nowhere"),
    "root/sub": Answer(at="/nowhere"),
    "root": Answer(GOOD),
    "page": Answer("<html><title>Welcome to nginx!</title></html>", type=HTML),
    "login": Answer("<html><title>Corp</title><form>Sign in <input type=password></form>", type=HTML),
    "proxy-page": Answer("<html><title>Access denied</title>", type=HTML, Via="1.1 squid.corp"),
    "proxy-answers": Answer("<html><title>Unable to connect</title>", 500, HTML, Server="tinyproxy/1.11.1"),
    "proxy-forbids": Answer("<html><title>Filtered</title>", 403, HTML, X_Squid_Error="ERR_ACCESS_DENIED 0"),
    "away": Answer(b"", 302, Location="https://other.example/base/api/workers"),
    "to-sso": Answer(b"", 302, Location="https://sso.corp.example/oauth2/authorize?x=1"),
    "nowhere": Answer(b"", 302),
    "slash": Answer(b"", 307, Location="/good/api/workers"),
    "circles": Answer(b"", 302, Location="/circles/api/workers"),
    "to-https": Answer(b"", 301, Location="https://127.0.0.1:1/to-https/api/workers"),
    "to-login": Answer(b"", 302, Location="/login/api/workers"),
    "too-large": Answer(b" " * (33 << 20)),
    "nothing": Answer(b""),
    "array": Answer("[]"),
    "broken": Answer(lambda farm: GOOD(farm)[:-9]),
    "warning-before": Answer(lambda farm: "Warning: slow database\n" + GOOD(farm)),
    "other-json": Answer('{"ok": true}'),
    "text": Answer("hello", type=TEXT),
    "none": Answer(listing()),
    "miscounted": Answer(listing(total=7, good=worker())),
    "all-dead": Answer(listing(a=at(None, alive=False), b=at(None, alive=False))),
    "two": Answer(listing(dragon=worker(), dragonfly=worker("quiet"))),
    "twins": Answer(listing(one=worker(), other=worker())),
    "clock-behind": Answer(GOOD, shift=-90),
    "zone-off": Answer(GOOD, shift=8 * 3600),
    "link-local": Answer(listing(meta=at("ws://169.254.169.254:80"))),
    "with-user": Answer(listing(secret=at("ws://bob:pw@127.0.0.1:1"))),
    "odd-scheme": Answer(listing(odd=at("tcp://127.0.0.1:1"))),
    "not-gzip": Answer(GOOD, Content_Encoding="gzip"),
    "elsewhere": Answer(listing(near=lambda farm: at(f"ws://stream.test:{farm.ports['healthy']}"))),
    "container": Answer(listing(boxed=at("ws://logtail-worker-1.invalid:54321"))),
})


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    farm = None

    def do_GET(self):
        path = self.path.split("?")[0]
        name = max((n for n in ANSWERS if path.startswith(f"/{n}/")), key=len, default=None)
        answer = ANSWERS.get(name)
        rest = path[len(name) + 1:] if name else path
        if answer and rest == answer.at:
            time.sleep(answer.wait)
            self.say(answer.status, answer.text(self.farm), answer.type, answer.headers, answer.shift)
        elif answer and rest == "/health":
            self.say(answer.health, b'{"status": "?"}', JSON, {})
        else:
            self.say(404, b'{"detail": "Not Found"}', JSON, {})

    def say(self, status, body, type, headers, shift=0):
        self.send_response_only(status)
        for name, value in {"Date": email.utils.formatdate(time.time() + shift, usegmt=True), **headers}.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Type", type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if status not in (204, 304) else b"")

    def log_message(self, *_):
        pass


# APIs that keep to no protocol, on ports of their own.

def serve(listening, talk):
    def accept():
        while True:
            client, _ = listening.accept()
            threading.Thread(target=serving, args=(client,), daemon=True).start()

    def serving(client):
        try:
            with client:
                talk(client)
        except OSError:
            pass

    threading.Thread(target=accept, daemon=True).start()


def asked(client):
    """Reads a request up to its empty line."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = client.recv(4096)
        if not part:
            return head
        head += part
    return head


def says(words, wait=True):
    def talk(client):
        if wait:
            asked(client)
        client.sendall(words)

    return talk


def until_gone(client):
    while client.recv(4096):
        pass


def takes_only(client):
    until_gone(client)


def drips(client):
    asked(client)
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
    while True:
        client.sendall(b" ")
        time.sleep(0.2)


def resets(client):
    asked(client)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def pump(one, other):
    try:
        while part := one.recv(65536):
            other.sendall(part)
    except OSError:
        pass
    for end in (one, other):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def lead(client, address, yes):
    """What follows is the server's."""
    with socket.create_connection(address) as server:
        client.sendall(yes)
        threading.Thread(target=pump, args=(server, client), daemon=True).start()
        pump(client, server)


def leads(client):
    """A proxy that is asked by CONNECT."""
    host, port = asked(client).split()[1].decode().split(":")
    lead(client, (host, int(port)), b"HTTP/1.1 200 OK\r\n\r\n")


def exactly(client, size):
    part = client.recv(size, socket.MSG_WAITALL)
    if len(part) < size:
        raise ConnectionError("too little")
    return part


def socks(login):
    """A proxy of SOCKS5 (RFC 1928), with name and password if it wants a login."""
    def talk(client):
        exactly(client, exactly(client, 2)[1])
        client.sendall(b"\5\2" if login else b"\5\0")
        if login:
            exactly(client, exactly(client, 2)[1])
            exactly(client, exactly(client, 1)[0])
            client.sendall(b"\1\0")
        kind = exactly(client, 4)[3]
        host = socket.inet_ntoa(exactly(client, 4)) if kind == 1 else exactly(client, exactly(client, 1)[0]).decode()
        port = int.from_bytes(exactly(client, 2), "big")
        lead(client, (host, port), b"\5\0\0\1\0\0\0\0\0\0")

    return talk


SETTINGS = b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80\0\4\0\1\0\0\0\5\0\xff\xff\xff"
LIST = b'{"total_workers": 1, "workers": {"a"'

SOCKETS.update({
    "ssh": says(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", wait=False),
    "http-2": says(SETTINGS),
    "hangs-up": says(b""),
    "resets": resets,
    "hangs": takes_only,
    "drips": drips,
    "cut-length": says(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" + LIST),
    "cut-chunks": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n24\r\n" + LIST + b"\r\n"),
    "socks": socks(login=False),
    "socks-user": socks(login=True),
    "proxy-407": says(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    "proxy-403": says(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    "proxy-502": says(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
})


def tls(certificates, name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(certificates, name + ".pem"), os.path.join(certificates, name + ".key"))
    return context


class Farm:
    def __init__(self, ports):
        self.ports = ports


def bound():
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(20)
    return listening


def on_second_address():
    """A server on a port of 127.0.0.3 that nobody else gets on 127.0.0.1."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    HELD.append(held)
    return http.server.ThreadingHTTPServer(("127.0.0.3", held.getsockname()[1]), Handler)


HELD = []


def start(ports, certificates):
    """Starts them all; returns the URL of each, by name. Names in .test are for those who know them."""
    Handler.farm = Farm(ports)
    port = started(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    urls = {name: f"http://127.0.0.1:{port}/{name}" for name in ANSWERS}
    urls["elsewhere"] = f"http://api.test:{port}/elsewhere"
    urls["second-address"] = f"http://two.test:{started(on_second_address())}/good"
    for name, talk in SOCKETS.items():
        listening = bound()
        serve(listening, talk)
        urls[name] = f"http://127.0.0.1:{listening.getsockname()[1]}"
    return urls | (secured(certificates) if certificates else {})


def started(server):
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def in_tls(context, talk):
    def secured(client):
        with context.wrap_socket(client, server_side=True) as inside:
            talk(inside)

    return secured


def secured(certificates):
    urls = {}
    for name in ("good", "soon", "expired"):
        listening = bound()
        serve(listening, in_tls(tls(certificates, name), leads))
        urls["proxy-tls-" + name] = f"https://127.0.0.1:{listening.getsockname()[1]}"
    for name in ("good", "expired", "self", "other", "unsafe"):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = tls(certificates, "good" if name == "unsafe" else name)
        if name == "unsafe":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("aNULL:@SECLEVEL=0")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        urls["tls-" + name] = f"https://127.0.0.1:{started(server)}/good"
    return urls
