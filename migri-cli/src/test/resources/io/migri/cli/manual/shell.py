"""Types lines with tabs into a real shell on a terminal of its own, and prints what a command of the name migri was given."""

import os
import pty
import re
import select
import sys
import time

SETUP = {
    "bash": "bind 'set bell-style none'; source %s; migri() { printf 'ARG<%%s>\\n' \"$@\"; printf '%%s%%s\\n' EN D; }\n",
    "zsh": "autoload -U compinit; compinit -u -D; unsetopt beep; source %s;"
    " migri() { printf 'ARG<%%s>\\n' \"$@\"; printf '%%s%%s\\n' EN D; }\n",
    "fish": "source %s; function migri; printf 'ARG<%%s>\\n' $argv; printf '%%s%%s\\n' EN D; end\n",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


def until_end(terminal):
    text = b""
    limit = time.time() + 100
    while b"END\r\n" not in text:
        if not select.select([terminal], [], [], max(0, limit - time.time()))[0]:
            sys.exit("no answer: " + repr(text))
        text += os.read(terminal, 65536)
    return text.decode("utf-8", "replace")


def main(shell, script, lines):
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="dumb", PS1="$ ", LC_ALL="C.UTF-8", HOME=os.getcwd() + "/home", COLUMNS="200")
        os.execvp(START[shell][0], START[shell])
    os.write(terminal, (SETUP[shell] % script).encode())
    os.write(terminal, b"migri ready\n")
    until_end(terminal)
    for line in lines:
        os.write(terminal, line.encode() + b"\n")
        print("|".join(re.findall(r"ARG<(.*?)>\r*\n", until_end(terminal))))
    os.close(terminal)


main(sys.argv[1], sys.argv[2], sys.stdin.read().split("\n"))
