"""Writes changed copies of the standard library's files, and what tokenize finds in each.

Usage: token_corpus.py DIRECTORY COUNT. Prints a line for each copy: its name, the change, SHA-256 over its tokens.
"""

import hashlib
import io
import os
import random
import sys
import sysconfig
import tokenize

LEFT_OUT = {tokenize.NL, tokenize.COMMENT, tokenize.ENCODING, tokenize.ENDMARKER}
MARKS = {tokenize.NEWLINE: "\n", tokenize.INDENT: "\1", tokenize.DEDENT: "\2"}
FORMATTED = {getattr(tokenize, kind + "STRING_START", None) for kind in "FT"} - {None}
FORMATTED_ENDS = {getattr(tokenize, kind + "STRING_END", None) for kind in "FT"} - {None}


def tokens(text):
    """Kinds, texts and places; a formatted string is one token, as it was before Python 3.12."""
    lines = io.StringIO(text).readlines()
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in FORMATTED:
            start = start if depth else token.start
            depth += 1
        elif token.type in FORMATTED_ENDS:
            depth -= 1
            if depth == 0:
                yield tokenize.STRING, between(lines, start, token.end), start, token.end
        elif depth == 0:
            yield token.type, token.string, token.start, token.end


def between(lines, start, end):
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1]:end[1]]
    middle = lines[start[0]:end[0] - 1]
    return lines[start[0] - 1][start[1]:] + "".join(middle) + lines[end[0] - 1][:end[1]]


def signature(text):
    digest = hashlib.sha256()
    for kind, string, _, _ in tokens(text):
        if kind == tokenize.ERRORTOKEN:
            raise SyntaxError(string)
        if kind not in LEFT_OUT:
            digest.update(MARKS.get(kind, string).encode() + b"\0")
    return digest.hexdigest()


class Edit:
    """Places in a text where something is put in."""

    def __init__(self, text):
        self.lines = io.StringIO(text).readlines()
        self.changes = []

    def put(self, place, text, length=0):
        self.changes.append((place, text, length))

    def text(self):
        for (row, column), text, length in sorted(self.changes, reverse=True):
            line = self.lines[row - 1]
            self.lines[row - 1] = line[:column] + text + line[column + length:]
        return "".join(self.lines)


def comments(text, chance):
    edit = Edit(text)
    for kind, _, start, _ in tokens(text):
        if kind in (tokenize.NL, tokenize.NEWLINE) and chance.random() < 0.3 and edit.lines[start[0] - 1:]:
            before = edit.lines[start[0] - 1][:start[1]]
            edit.put(start, chance.choice(["  # it's \"a\" comment", "   ", "\t", " # {", ""]) if "#" not in before else "")
    return edit.text()


def blank_lines(text, chance):
    edit = Edit(text)
    for kind, _, _, end in tokens(text):
        if kind == tokenize.NEWLINE and end[0] < len(edit.lines) and chance.random() < 0.3:
            edit.put((end[0] + 1, 0), chance.choice(["\n", "  \n", "      # far\n", "\f\n", "# near\n\n"]))
    return edit.text()


def spaces(text, chance):
    edit = Edit(text)
    last = None
    for kind, string, start, end in tokens(text):
        ordinary = kind in (tokenize.NAME, tokenize.NUMBER, tokenize.OP, tokenize.STRING)
        if ordinary and last and last[0] == start[0] and chance.random() < 0.2:
            edit.put(start, chance.choice([" ", "\t", "   ", " \\\n  "]))
        last = end if ordinary else None
    return edit.text()


def indentation(text, chance):
    """Logical lines go deeper; what is within brackets and strings stays."""
    edit = Edit(text)
    begins = True
    for kind, string, start, _ in tokens(text):
        if kind in (tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT):
            continue
        if begins and start[1] > 0:
            edit.put((start[0], 0), edit.lines[start[0] - 1][:start[1]])
        begins = kind == tokenize.NEWLINE
    return edit.text()


def changed_token(text, chance):
    edit = Edit(text)
    wanted = (tokenize.NAME, tokenize.NUMBER, tokenize.STRING)
    several = [token for token in tokens(text) if token[0] in wanted]
    kind, string, start, end = chance.choice(several)
    if kind == tokenize.STRING:
        edit.put((end[0], end[1] - 1), string[-1], 0) if string[-3:] == string[-1] * 3 else edit.put((end[0], end[1] - 1), " ")
    elif kind == tokenize.NAME:
        edit.put(start, string.swapcase(), len(string))
    else:
        edit.put(start, "1")
    return edit.text()


def dropped_indentation(text, chance):
    """A line at the end of a block goes into the block around it."""
    lines = io.StringIO(text).readlines()
    ends = []
    last = None
    for kind, _, start, end in tokens(text):
        if kind == tokenize.DEDENT and last:
            ends.append(last)
        last = end[0] if kind == tokenize.NEWLINE else last
    row = chance.choice(ends) - 1 if ends else 0
    lines[row] = lines[row][4:] if lines[row].startswith("    ") else "x = 1\n" + lines[row]
    return "".join(lines)


def main(directory, count):
    chance = random.Random(4)
    library = sysconfig.get_path("stdlib")
    names = sorted(
        os.path.join(folder, name)
        for folder, _, files in os.walk(library)
        if "site-packages" not in folder and "lib2to3" not in folder and "bad" not in folder
        for name in files
        if name.endswith(".py") and "bad" not in name
    )
    chance.shuffle(names)
    # The files with the strangest strings first, where they are installed.
    names.sort(key=lambda name: os.path.basename(name) not in ("test_fstring.py", "test_grammar.py", "test_tokenize.py"))
    number = 0
    for name in names[:count]:
        for kind in ("as it is", comments, blank_lines, spaces, indentation, changed_token, dropped_indentation, "crlf", "bom"):
            try:
                with open(name, encoding="utf-8", newline=None) as file:
                    original = file.read()
                compile(original, name, "exec")
                text = kind(original, chance) if callable(kind) else original
                found = signature(text)
            except (SyntaxError, tokenize.TokenError, UnicodeDecodeError, ValueError):
                continue
            label = kind.__name__ if callable(kind) else kind
            means_nothing = label not in ("changed_token", "dropped_indentation")
            if means_nothing and found != signature(original):
                raise AssertionError(f"{label} changed the tokens of {name}")
            target = os.path.join(directory, f"{number}.py")
            number += 1
            with open(target, "wb") as file:
                content = text.replace("\n", "\r\n") if label == "crlf" else text
                file.write(b"\xef\xbb\xbf" * (label == "bom") + content.encode())
            print(f"{number - 1}.py\t{label}\t{found}\t{os.path.relpath(name, library)}")


main(sys.argv[1], int(sys.argv[2]))
