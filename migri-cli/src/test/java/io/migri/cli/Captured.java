package io.migri.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Captured(boolean isTerminal) {
        this(isTerminal, Style.PLAIN);
    }

    Captured(boolean isTerminal, Style style) {
        terminal = Terminal.of(channel(out, isTerminal, style), channel(err, isTerminal, style));
    }

    private static Channel channel(OutputStream stream, boolean isTerminal, Style style) {
        return new Channel(new Outlet(stream), isTerminal, style);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        terminal.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        terminal.finish();
        return err.toString(StandardCharsets.UTF_8);
    }
}
