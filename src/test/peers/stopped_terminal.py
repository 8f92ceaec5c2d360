"""Runs a command on a terminal of its own that can be told to stand still, as with Ctrl-S. README.md says more."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios


def main(command):
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        os.execvp(command[0], command)
    inputs = [0, terminal]
    while True:
        ready, _, _ = select.select(inputs, [], [])
        if 0 in ready:
            words = os.read(0, 1000)
            if not words:
                inputs.remove(0)
            for line in words.decode().splitlines():
                if line == "stop":
                    inputs.remove(terminal)
                elif line == "go":
                    inputs.append(terminal)
                elif line == "mark":
                    os.write(1, b"\n")
                elif line.startswith("type "):
                    os.write(terminal, line[5:].encode())
        if terminal in ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                data = b""
            if not data:
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            os.write(1, data)


if __name__ == "__main__":
    main(sys.argv[1:])
