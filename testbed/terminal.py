"""Runs a command in a terminal of its own, for tests: a pseudo-terminal, as `script` and every terminal emulator use one.

    python3 terminal.py ROWS COLUMNS COMMAND...

Reads one JSON object a line: {"keys": "…"}, {"size": [rows, columns]}, {"signal": "KILL"}, {"hangup": true}.
Writes one JSON object a line: {"out": "base64"}, and last {"code": 0, "signal": null}.
"""

import base64
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios


def set_size(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def tell(what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main():
    rows, columns, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    set_size(terminal, rows, columns)
    asked = b""
    listening = [terminal, 0]
    while terminal in listening:
        ready, _, _ = select.select(listening, [], [])
        if terminal in ready:
            try:
                out = os.read(terminal, 65536)
            except OSError:
                out = b""
            if out == b"":
                break
            tell({"out": base64.b64encode(out).decode()})
        if 0 in ready:
            read = os.read(0, 65536)
            if read == b"":
                # Whoever tests is gone, and nobody else would end it.
                os.kill(child, signal.SIGKILL)
                listening.remove(0)
            asked += read
            *lines, asked = asked.split(b"\n")
            for line in lines:
                what = json.loads(line)
                if "keys" in what:
                    os.write(terminal, what["keys"].encode())
                elif "size" in what:
                    set_size(terminal, *what["size"])
                elif "signal" in what:
                    os.kill(child, getattr(signal, "SIG" + what["signal"]))
                elif "hangup" in what:
                    listening.remove(terminal)
                    os.close(terminal)
    _, status = os.waitpid(child, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    tell({"code": os.WEXITSTATUS(status) if ended is None else None, "signal": ended})


main()
