package io.migri.cli.script;

import io.migri.cli.output.Terminal;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A script on standard output, in UTF-8: as it is, unless a person looks at it. */
public final class PrintedScript extends Writer {
    private static final int PIECE = 8192;

    private final Terminal terminal;
    private final StringBuilder unprinted = new StringBuilder();

    public PrintedScript(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(char[] text, int from, int length) {
        unprinted.append(text, from, length);
        print(PIECE);
    }

    @Override
    public void flush() {
        print(0);
    }

    @Override
    public void close() {
        flush();
    }

    /** Whole lines, for a character may be two of Java's. */
    private void print(int most) {
        int end = most == 0 ? unprinted.length() : unprinted.lastIndexOf("\n") + 1;
        if (end > most) {
            terminal.printFile(unprinted.substring(0, end).getBytes(StandardCharsets.UTF_8));
            unprinted.delete(0, end);
        }
    }
}
