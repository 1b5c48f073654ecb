package io.migri.core.script;

import java.io.CharConversionException;
import java.util.Locale;

/** A byte that no UTF-8 text has at that place. */
final class InvalidUtf8Exception extends CharConversionException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    InvalidUtf8Exception(int found, long offset) {
        super(String.format(Locale.ROOT, "invalid UTF-8: byte 0x%02X at byte offset %d", found, offset));
        this.offset = offset;
    }

    /** Zero-based, from the start of the file. */
    long offset() {
        return offset;
    }
}
