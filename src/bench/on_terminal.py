"""Runs a console on a terminal of its own, measures it, and prints one JSON object.

    on_terminal.py SETTLE SECONDS COMMAND…

From the start to the first frame, with its processor seconds, and to the first worker shown; then, SETTLE seconds after that and for SECONDS (0: not
at all), processor seconds of the process, bytes and frames on the terminal, a second each. The command must become the console's
process itself.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

COLUMNS, ROWS = 120, 40
FIRST_FRAME = b"logtail"
FIRST_WORKER = "●".encode()
FRAME_END = b"\033[?25l"
PATIENCE = 60


def cpu_seconds(process):
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(process):
    with open(f"/proc/{process}/statm", encoding="utf-8") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Screen:
    def __init__(self, command):
        self.start = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        self.bytes = 0
        self.frames = 0
        self.tail = b""

    def read_until(self, moment):
        """What comes until that moment; ends when the program does."""
        while True:
            left = moment - time.monotonic()
            if left <= 0:
                return
            ready, _, _ = select.select([self.terminal], [], [], left)
            if not ready:
                return
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                return  # The program has closed its terminal.
            self.bytes += len(data)
            whole = self.tail + data
            self.frames += whole.count(FRAME_END)
            self.tail = whole[-(len(FRAME_END) - 1):]
            yield whole

    def seconds_to(self, text):
        seen = b""
        for data in self.read_until(self.start + PATIENCE):
            seen = seen[-100:] + data
            if text in seen:
                return time.monotonic() - self.start
        raise SystemExit(f"{text!r} was never shown")


def main(settle, seconds, command):
    screen = Screen(command)
    figures = {"frame": screen.seconds_to(FIRST_FRAME), "frame_cpu": cpu_seconds(screen.process)}
    figures["worker"] = screen.seconds_to(FIRST_WORKER)
    if seconds:
        for _ in screen.read_until(time.monotonic() + settle):
            pass
        cpu, bytes_before, frames, begin = cpu_seconds(screen.process), screen.bytes, screen.frames, time.monotonic()
        for _ in screen.read_until(begin + seconds):
            pass
        lasted = time.monotonic() - begin
        figures |= {
            "cpu": (cpu_seconds(screen.process) - cpu) / lasted,
            "bytes": (screen.bytes - bytes_before) / lasted,
            "frames": (screen.frames - frames) / lasted,
            "rss": resident_mib(screen.process),
        }
    os.kill(screen.process, signal.SIGTERM)
    for _ in screen.read_until(time.monotonic() + 5):
        pass
    os.waitpid(screen.process, 0)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
