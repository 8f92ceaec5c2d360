"""A farm of log workers on Python's websockets and http.server. README.md says what it promises."""

import argparse
import asyncio
import collections
import datetime
import http.server
import itertools
import json
import pathlib
import socket as sockets
import struct
import sys
import threading
import time
import urllib.parse

import websockets

ZOO = json.loads((pathlib.Path(__file__).parent / "zoo.json").read_text(encoding="utf-8"))
NAMES = ["user123_002050.SZ_hidden_dragon", "user123_600132.SH_turtle", "user456_300347.SZ_yang_line"]
ZOO_KEY, SILENT_KEY, WILDCARD_KEY = "奇妙 café worker", "zoo_no_stream", "zoo_wildcard"
TRACEBACK = '\nTraceback (most recent call last):\n  File "worker.py", line 95, in run\nValueError: 价格'


def level_of(n):
    if n % 50 == 49:
        return "CRITICAL"
    if n % 20 == 10:
        return "ERROR"
    if n % 10 == 5:
        return "WARNING"
    return "DEBUG" if n % 7 == 0 else "INFO"


class Truth:
    """What happened, on disk before a client can know it."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8") if path else None

    def tell(self, **fact):
        if self.file:
            self.file.write(json.dumps(fact, ensure_ascii=False) + "\n")
            self.file.flush()


class Worker:
    def __init__(self, key, options, truth):
        self.key, self.options, self.truth = key, options, truth
        parts = key.split("_")
        self.symbol = parts[1] if len(parts) > 2 else key
        self.strategy = "_".join(parts[2:]) if len(parts) > 2 else "zoo"
        self.limit = options.max_clients
        self.alive, self.host = True, "127.0.0.1"
        self.late = 0
        self.mute = False
        self.count = 0
        self.ring = collections.deque(maxlen=options.ring)
        self.file = [f"2020-02-01 14:30:25,{i % 1000:03} INFO old: #{i} kept {'.' * 950}" for i in range(options.old_lines)]
        self.file_mode = "none" if options.no_file else "ok"
        self.clients = {}
        self.pending = []
        self.port = None
        self.server = None
        self.started = datetime.datetime.now()

    async def open(self):
        deflate = None if self.options.no_deflate else "deflate"
        self.server = await websockets.serve(
            self.serve, "127.0.0.1", 0, compression=deflate, max_size=None, close_timeout=1,
            ping_interval=self.options.ping, ping_timeout=self.options.ping)
        self.port = next(iter(self.server.sockets)).getsockname()[1]

    async def close(self):
        sockets, self.clients, server = list(self.clients), {}, self.server
        self.server = self.port = None
        await asyncio.gather(*(s.close(1001, "worker stopped") for s in sockets), return_exceptions=True)
        server.close()
        await server.wait_closed()

    async def restart(self):
        self.ring.clear()
        await self.close()
        self.ring.clear()
        await self.open()

    async def serve(self, socket, path=None):
        if len(self.clients) >= self.limit:
            await socket.close(1008, "Too many connections")
            return
        queue = asyncio.Queue()
        self.flush()
        kept = list(self.ring)
        first = next((n for n, _ in kept if n is not None), self.count + 1)
        client = next(CLIENT_IDS)
        self.truth.tell(worker=self.key, client=client, first=first)
        self.clients[socket] = queue
        half = len(kept) // 2 if self.options.seam else len(kept)
        self.replay(queue, kept[:half])
        if self.options.seam:
            self.make("seam")
            self.make("seam")
            self.replay(queue, kept[half:] + [self.ring[-2]])
        reader = asyncio.ensure_future(self.ignore(socket, queue))
        sent = 0
        try:
            while True:
                await socket.send(await queue.get())
                sent += 1
        except websockets.ConnectionClosed:
            pass
        finally:
            reader.cancel()
            self.truth.tell(worker=self.key, left=client, frames=sent)
            self.clients.pop(socket, None)

    async def ignore(self, socket, queue):
        try:
            async for _ in socket:
                pass
        except websockets.ConnectionClosed:
            pass
        queue.put_nowait("never sent: the connection is closed")

    def replay(self, queue, kept):
        records = []
        for n, text in kept:
            if n is None:
                queue.put_nowait(text)
            else:
                records.append(text)
        for start in range(0, len(records), self.options.batch):
            queue.put_nowait(frame(records[start:start + self.options.batch]))

    def make(self, words="Bar processed"):
        self.count += 1
        n, level = self.count, level_of(self.count)
        now = datetime.datetime.now()
        message = f"#{n} {words}"
        if self.options.hostile:
            message += " " + ZOO["texts"][n % len(ZOO["texts"])]
        if level == "ERROR":
            message += TRACEBACK
        logger = f"VnpyWorker[{self.symbol}]"
        stamp = now.strftime("%Y-%m-%d %H:%M:%S,") + f"{now.microsecond // 1000:03}"
        line = f"{stamp} {level} {logger}: {message}"
        self.file.append(line)
        if self.options.prefix:
            message = line
        record = {"timestamp": now.isoformat(), "level": level, "message": message, "logger_name": logger,
                  "module": "vnpy_adapter", "func_name": "run", "line_no": 95}
        if n % 9 == 0:
            del record["func_name"]
        text = json.dumps(record, ensure_ascii=n % 2 == 0)
        self.truth.tell(worker=self.key, n=n, text=text)
        self.ring.append((n, text))
        self.pending.append(text)
        if len(self.pending) >= self.options.batch:
            self.flush()
        return n

    def cut(self, reset):
        """Ends the connections as a broken network does: no close frame, RST or FIN."""
        cut, self.clients = list(self.clients), {}
        for socket in cut:
            if reset:
                plain = socket.transport.get_extra_info("socket")
                plain.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
            socket.transport.abort()
        return len(cut)

    def flush(self):
        if self.pending:
            self.send(frame(self.pending))
            self.pending = []

    def keep(self, text):
        self.ring.append((None, text))
        self.send(text)

    def send(self, text):
        if self.mute:
            return
        for queue in self.clients.values():
            if self.late:
                asyncio.get_running_loop().call_later(self.late, queue.put_nowait, text)
            else:
                queue.put_nowait(text)

    async def run(self):
        due = time.monotonic()
        while True:
            due += 1 / self.options.rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            if not PAUSED.is_set() and self.port:
                self.make()

    def view(self):
        stats = {"symbol": self.symbol, "strategy": self.strategy, "engine": "vnpy", "state": "long",
                 "position": 300, "bars_processed": 1234, "entry_price": 12.5, "note": {"风险": ["low", None]}}
        url = self.options.stream_url.format(host=self.host, port=self.port) if self.port else None
        return {"alive": self.alive, "stats": stats, "log_stream_url": url}


def frame(records):
    return records[0] if len(records) == 1 else "[" + ",".join(records) + "]"


CLIENT_IDS = itertools.count(1)
PAUSED = threading.Event()


class Farm:
    def __init__(self, options):
        self.options = options
        self.truth = Truth(options.truth)
        self.workers = {}
        self.tasks = []
        self.cutting = False

    async def open(self):
        for number in range(self.options.workers):
            await self.add(NAMES[number] if number < len(NAMES) else f"user{number}_{number:06}.SH_grid")
        if self.options.big:
            self.big(next(iter(self.workers)), 200_000)
        if self.options.zoo:
            await self.open_zoo()

    async def open_zoo(self):
        zoo = await self.add(ZOO_KEY, busy=False)
        for text in ZOO["frames"]:
            zoo.keep(text)
        silent = await self.add(SILENT_KEY, busy=False)
        await silent.close()
        silent.alive = False
        wildcard = await self.add(WILDCARD_KEY, busy=False)
        wildcard.host = "0.0.0.0"
        wildcard.make()

    async def add(self, key, busy=True):
        worker = Worker(key, self.options, self.truth)
        worker.late = self.options.late if len(self.workers) == 1 else 0
        if busy:
            for _ in range(self.options.prefill):
                worker.make()
        await worker.open()
        self.workers[key] = worker
        if busy and self.options.rate > 0:
            self.tasks.append(asyncio.ensure_future(worker.run()))
        return worker

    def big(self, key, size):
        n = self.workers[key].make("big " + "0123456789" * (size // 10))
        self.workers[key].flush()
        return n

    async def obey(self, line):
        name, *rest = line.split(None, 1)
        if name in ("pause", "resume"):
            (PAUSED.set if name == "pause" else PAUSED.clear)()
            for worker in self.workers.values():
                worker.flush()
            return "ok"
        if name == "cut":
            self.cutting = True
            self.tasks.append(asyncio.ensure_future(self.cut_all(int(rest[0]))))
            return "ok"
        if name == "cutting":
            return "ok yes" if self.cutting else "ok no"
        key, argument = split_key(rest[0])
        if name == "add":
            await self.add(key)
            return "ok"
        return await getattr(self, "do_" + name)(self.workers[key], argument)

    async def do_burst(self, worker, argument):
        made = [worker.make("burst") for _ in range(int(argument))]
        worker.flush()
        return f"ok {made[0]} {made[-1]}"

    async def do_big(self, worker, argument):
        n = self.big(worker.key, int(argument))
        return f"ok {n} {n}"

    async def do_raw(self, worker, argument):
        worker.keep(json.loads(argument))
        return "ok"

    async def do_drop(self, worker, argument):
        return f"ok {worker.cut(argument == 'rst')}"

    async def cut_all(self, times):
        """Cuts every worker's connections each second, by RST and FIN in turn."""
        for turn in range(times):
            await asyncio.sleep(1)
            for worker in self.workers.values():
                worker.cut(turn % 2 == 0)
        self.cutting = False

    async def do_restart(self, worker, argument):
        await worker.restart()
        return f"ok {worker.port}"

    async def do_kill(self, worker, argument):
        worker.alive = False
        return "ok"

    async def do_revive(self, worker, argument):
        worker.alive = True
        return "ok"

    async def do_off(self, worker, argument):
        await worker.close()
        return "ok"

    async def do_shut(self, worker, argument):
        port = worker.port
        await worker.close()
        worker.port = port
        return "ok"

    async def do_mute(self, worker, argument):
        for socket in worker.clients:
            socket.transport.pause_reading()
        worker.mute = True
        return "ok"

    async def do_remove(self, worker, argument):
        del self.workers[worker.key]
        await worker.close()
        return "ok"

    async def do_limit(self, worker, argument):
        worker.limit = int(argument)
        return "ok"

    async def do_file(self, worker, argument):
        worker.file_mode = argument
        return "ok"

    async def do_clients(self, worker, argument):
        return f"ok {len(worker.clients)}"

    def listing(self):
        workers = {key: worker.view() for key, worker in self.workers.items()}
        if self.options.api == "empty":
            workers = {}
        return {"total_workers": len(workers), "active_configs": len(workers), "workers": workers}


def split_key(text):
    if text.startswith('"'):
        key, end = json.JSONDecoder().raw_decode(text)
        return key, text[end:].strip()
    key, _, argument = text.partition(" ")
    return key, argument.strip()


def api_handler(farm):
    class Api(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            mode, token = farm.options.api, farm.options.token
            if mode == "silent":
                threading.Event().wait()
            if mode in ANSWERS:
                self.answer(*ANSWERS[mode])
            elif token and self.headers.get("Authorization") != f"Bearer {token}":
                self.json(401, {"detail": "Could not validate credentials"})
            else:
                self.route(urllib.parse.urlsplit(self.path))

        def route(self, url):
            parts = [urllib.parse.unquote(part) for part in url.path.strip("/").split("/")]
            if parts == ["api", "workers"]:
                self.json(200, farm.listing())
            elif parts == ["api", "status"]:
                self.json(200, {"total_workers": len(farm.workers), "active_configs": len(farm.workers),
                                "worker_keys": list(farm.workers)})
            elif parts == ["health"]:
                self.json(200, {"status": "ok"})
            elif parts[:2] == ["api", "workers"] and len(parts) in (3, 4):
                self.worker(parts, urllib.parse.parse_qs(url.query))
            else:
                self.json(404, {"detail": "Not Found"})

        def worker(self, parts, query):
            worker = farm.workers.get(parts[2])
            if not worker:
                self.json(404, {"detail": "Worker not found"})
            elif len(parts) == 3:
                self.json(200, worker.view())
            elif parts[3] == "console":
                self.json(200, {"worker_key": worker.key, "log_stream_url": worker.view()["log_stream_url"]})
            elif parts[3] == "logs":
                self.log_file(worker, query)
            else:
                self.json(404, {"detail": "Not Found"})

        def log_file(self, worker, query):
            if worker.file_mode == "none":
                self.json(404, {"detail": f"No log file found for worker {worker.key}"})
                return
            if worker.file_mode == "forbidden":
                self.json(403, {"detail": "Not your worker"})
                return
            lines = "\n".join(worker.file).split("\n") if worker.file else []
            tail = int(query.get("tail", [len(lines)])[0])
            text = "".join(f"{line}\n" for line in lines[max(0, len(lines) - tail):])
            if worker.file_mode == "ok":
                self.answer(200, "text/plain; charset=utf-8", text)
            else:
                self.half(text.encode(), stuck=worker.file_mode == "stuck")

        def half(self, body, stuck):
            """Promises all, sends half, and breaks off or says nothing more."""
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:len(body) // 2])
            self.wfile.flush()
            if stuck:
                threading.Event().wait()
            self.close_connection = True

        def json(self, status, value):
            self.answer(status, "application/json", json.dumps(value, ensure_ascii=False))

        def answer(self, status, kind, text):
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Api


ANSWERS = {
    "html": (200, "text/html", "<!doctype html><html><head><title>Welcome to nginx!</title></head><body>Hi</body></html>"),
    "404": (404, "application/json", '{"detail": "Not Found"}'),
    "500": (500, "text/plain", "Internal Server Error"),
    "garbage": (200, "application/json", '{"workers": {"cut'),
}


async def main(options):
    farm = Farm(options)
    await farm.open()
    api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), api_handler(farm))
    api.daemon_threads = True
    threading.Thread(target=api.serve_forever, daemon=True).start()
    loop = asyncio.get_running_loop()
    commands = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    print("READY " + json.dumps({"api": f"http://127.0.0.1:{api.server_address[1]}"}), flush=True)
    if options.restart_after:
        first = next(iter(farm.workers.values()))
        loop.call_later(options.restart_after, lambda: farm.tasks.append(loop.create_task(first.restart())))
    while True:
        line = (await commands.readline()).decode().strip()
        if not line or line == "quit":
            return
        try:
            answer = await farm.obey(line)
        except Exception as failure:
            answer = f"error {failure!r}"
        print(answer, flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    for name, default in (("workers", 3), ("prefill", 0), ("ring", 100), ("max-clients", 10), ("batch", 1), ("old-lines", 0)):
        parser.add_argument("--" + name, type=int, default=default)
    for name in ("rate", "restart-after", "late"):
        parser.add_argument("--" + name, type=float, default=0)
    parser.add_argument("--ping", type=float, default=20)
    for name in ("big", "hostile", "zoo", "prefix", "seam", "no-deflate", "no-file"):
        parser.add_argument("--" + name, action="store_true")
    parser.add_argument("--api", default="ok", choices=["ok", "empty", "silent", *ANSWERS])
    parser.add_argument("--token")
    parser.add_argument("--stream-url", default="ws://{host}:{port}")
    parser.add_argument("--truth")
    parser.add_argument("--modules", help="ignored: where the other farm finds its library")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(arguments()))
