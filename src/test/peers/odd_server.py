"""A WebSocket server on Python's websockets whose path says what it does. README.md tells them all."""

import argparse
import asyncio
import http
import json
import signal
import ssl
import urllib.parse

import websockets


def words(path):
    return [part for part in path.split("?")[0].split("/") if part]


async def before(path, headers):
    """Answers what is to be no WebSocket, or lets the handshake go on later."""
    what, *rest = words(path) or ["echo"]
    upgrade = "upgrade" in headers.get("Connection", "").lower()
    if what == "refuse":
        return http.HTTPStatus(int(rest[0])), [("X-Why", "house rules")], b"no entry\nfor you\n"
    if what == "mute-refuse":
        body = b"" if upgrade else b"what a browser is told\n"
        return http.HTTPStatus(int(rest[0])), [("X-Asked", headers.get("Authorization", "-"))], body
    if what == "redirect":
        left = int(rest[0])
        target = f"/redirect/{left - 1}" if left > 1 else "/headers"
        return http.HTTPStatus.FOUND, [("Location", target)], b""
    if what == "redirect-to":
        return http.HTTPStatus.TEMPORARY_REDIRECT, [("Location", path.split("?", 1)[1])], b""
    if what == "slow":
        await asyncio.sleep(float(rest[0]))
    return None


async def serve(socket, path=None):
    what, *rest = words(socket.path) or ["echo"]
    if what == "close":
        await socket.close(int(rest[0]), urllib.parse.unquote("/".join(rest[1:])))
    elif what == "abort":
        await socket.send("about to break")
        socket.transport.abort()
    elif what == "late":
        await asyncio.sleep(float(rest[0]))
        await socket.send("late")
        if len(rest) == 1:
            await socket.wait_closed()
    elif what == "bye":
        await socket.send("bye")
    elif what == "count":
        for n in range(1, int(rest[0]) + 1):
            await socket.send(f"message {n}")
        await socket.wait_closed()
    elif what == "flood":
        n = 0
        while True:
            n += 1
            await socket.send(f"message {n} " + "x" * 200)
    elif what == "tick":
        while True:
            await socket.send("tick")
            await asyncio.sleep(0.05)
    elif what == "mix":
        await socket.send("text \u001b[31mred\u001b[0m")
        await socket.send(b"\x00\xff")
        await socket.ping(b"are you there")
        await socket.send("last")
        await socket.wait_closed()
    elif what == "hostile":
        await socket.send("a\u001b]52;c;aGk=\u0007b\u001b[2J\u0000c\u202egpj\u001b]0;owned\u0007")
        await socket.send('{"key\u009b31m":"\\u001b[2J\u2066x"}')
        await socket.send(bytes(range(27, 60)))
        await socket.close(4001, "so \u001b[31mlong\u202e")
    elif what == "headers":
        headers = {name.lower(): value for name, value in socket.request_headers.raw_items()}
        headers.pop("sec-websocket-key")
        await socket.send(json.dumps({"path": socket.path, "headers": headers}))
        await socket.wait_closed()
    elif what == "deaf":
        socket.transport.pause_reading()
        await socket.send("I do not listen")
        await asyncio.sleep(60)
    elif what == "worker":
        record = {"timestamp": "2026-02-01T14:30:25.123456", "level": "INFO", "message": "Bar processed"}
        for n in range(3):
            await socket.send(json.dumps(record | {"line_no": n}))
        await socket.wait_closed()
        print("GOT", len(socket.messages), flush=True)
    else:
        async for message in socket:
            await socket.send(message)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--client-ca")
    options = parser.parse_args()
    context = None
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        if options.client_ca:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(options.client_ca)
    stop = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set_result, None)
    async with websockets.serve(
        serve,
        "127.0.0.1",
        options.port,
        process_request=before,
        subprotocols=["chat.v2", "chat.v1"],
        ssl=context,
        max_size=None,
    ) as server:
        print("PORT", server.sockets[0].getsockname()[1], flush=True)
        await stop


asyncio.run(main())
