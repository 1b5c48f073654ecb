package io.migri.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
public final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    public Captured(boolean isTerminal) {
        this(isTerminal, Style.PLAIN);
    }

    public Captured(boolean isTerminal, Style style) {
        terminal = Terminal.of(channel(out, isTerminal, style), channel(err, isTerminal, style));
    }

    private static Channel channel(OutputStream stream, boolean isTerminal, Style style) {
        return new Channel(new Outlet(stream), isTerminal, style, false);
    }

    public Terminal terminal() {
        return terminal;
    }

    public String out() {
        terminal.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        terminal.finish();
        return err.toString(StandardCharsets.UTF_8);
    }
}
