package io.migri.testkit.scripted;

import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.HistoryTable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;

/** Scripts for a client that sends each line. It cannot send {@code unwritable}. */
final class ScriptedClientScript implements ClientScript {
    private static final String UNWRITABLE = "unwritable";

    @Override
    public String call() {
        return "client SCRIPT";
    }

    @Override
    public List<String> directives() {
        return List.of(".stop on error");
    }

    @Override
    public String written(String statement) throws UnwritableException {
        int offset = statement.indexOf(UNWRITABLE);
        if (offset >= 0) {
            throw new UnwritableException("the client cannot send this", offset);
        }
        return statement + ";";
    }

    @Override
    public void write(String statement, Reader data, Appendable script) throws UnwritableException, IOException {
        StringWriter rows = new StringWriter();
        data.transferTo(rows);
        script.append(written(statement)).append('\n').append(rows.toString()).append("\\.\n");
    }

    @Override
    public List<String> settings() {
        return List.of("SETTINGS");
    }

    @Override
    public List<String> settingsOutside() {
        return List.of("SETTINGS OUTSIDE");
    }

    @Override
    public ClientLock lock(HistoryTable name) {
        return new ClientLock(List.of("LOCK"), List.of("GUARD"), List.of("UNLOCK"));
    }

    @Override
    public String announcement(String migration) {
        return "SAY " + migration;
    }
}
