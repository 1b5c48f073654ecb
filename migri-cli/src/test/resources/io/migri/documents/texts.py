"""Prints the texts of the Python sources in the folders that it is given: a line with the file's path, then a line for each text."""

import ast
import os
import sys


def said(node):
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(
        part.value if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}" for part in node.values
    )


def unsaid(tree):
    """What documents the code, and the parts of longer texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def texts(path):
    with open(path, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    hidden = set(unsaid(tree))
    found = [
        node
        for node in ast.walk(tree)
        if id(node) not in hidden
        and (isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str))
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return [said(node).replace("\n", "\\n") for node in found]


for root in sys.argv[1:]:
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                print("##", path)
                print("\n".join(" " + text for text in texts(path)))
