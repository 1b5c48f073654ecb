package io.migri.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Captured(boolean isTerminal) {
        terminal = new Terminal(new Outlet(out), new Outlet(err), isTerminal, isTerminal, Redaction.NOTHING);
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
