package io.migri.core.client;

import io.migri.api.text.Printable;
import io.migri.core.reading.Prepared;
import io.migri.spi.client.ClientScript;
import java.io.IOException;
import java.util.List;

/** What a script says to whoever reads it. */
public final class ScriptText {
    private ScriptText() {}

    /** What stands before everything. */
    public static void head(WritingWire script, ClientScript client, String server, List<Prepared> migrations)
            throws IOException {
        int count = migrations.size();
        script.comment("Made by Migri for " + Printable.line(server) + ": "
                + (count == 1 ? "1 pending migration." : count + " pending migrations, the last of which is ")
                + (count == 1 ? "" : name(migrations.get(count - 1)) + "."));
        script.comment("Run it with: " + client.call());
        script.comment(
                "It stops at the first error. It changes nothing if the history is not as it was when this was made.");
        script.comment("Each migration and its row in the history are one transaction, unless a line says otherwise.");
        for (String line : client.directives()) {
            script.line(line);
        }
    }

    /** What stands before a migration. */
    public static void migration(WritingWire script, Prepared migration) throws IOException {
        script.line("");
        script.comment("Migration " + name(migration));
        if (migration.script().lastsInParts()) {
            script.comment(
                    "It is not one transaction. If it stops half way, this script takes no note of how far it came:");
            script.comment("look which statements are done, do the others by hand, and have Migri mark it as applied.");
        }
    }

    /** What stands after the last one. */
    public static void tail(WritingWire script) throws IOException {
        script.line("");
        script.comment("Everything is applied.");
    }

    private static String name(Prepared migration) {
        return Printable.line(migration.migration().name());
    }
}
