"""A web server that takes what is posted to it. README.md says what it promises."""

import http.server
import itertools
import json
import threading

SLOW = threading.Event()
COUNT = itertools.count(1)
PRINTING = threading.Lock()


class Hook(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        number = next(COUNT)
        post = {"path": self.path, "type": self.headers["Content-Type"],
                "auth": self.headers["Authorization"], "body": body}
        with PRINTING:
            print(json.dumps(post), flush=True)
        if self.path == "/slow":
            SLOW.wait()
        if self.path == "/flaky":
            self.answer(503 if number < 3 else 204)
        elif self.path == "/redirect":
            self.answer(307, "/stolen")
        else:
            self.answer({"/fail": 500, "/gone": 410}.get(self.path, 200))

    def answer(self, status, location=None):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"READY http://127.0.0.1:{server.server_address[1]}", flush=True)
input()
