"""What a character set is called in Python."""

_ENCODINGS = {
    "utf8mb4": "utf8", "utf8mb3": "utf8", "utf8": "utf8", "latin1": "cp1252", "ascii": "ascii", "binary": "latin1", "koi8r": "koi8_r",
    "koi8u": "koi8_u", "latin2": "latin2", "latin5": "latin5", "latin7": "latin7", "cp932": "cp932", "sjis": "sjis", "gbk": "gbk",
}


def encoding(charset):
    return _ENCODINGS.get(charset, charset)
