package io.migri.testkit.server.client;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.program.DebianPackage;
import io.migri.testkit.server.program.DebianPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code sqlite3}. */
record SqliteClient(DebianPrograms programs) implements ReferenceClient {
    private static final String SQLITE3 = "usr/bin/sqlite3";

    static final DebianPackage PACKAGE = DebianPackage.of("sqlite3-sid", "sid", "sqlite3", SQLITE3);

    @Override
    public String version() throws IOException {
        return "sqlite3 " + programs.version();
    }

    /** Syncing each statement would take minutes, and a power cut is not to be survived. */
    @Override
    public ProcessResult run(Database database, Path script, String... first) throws IOException, InterruptedException {
        List<String> command = command();
        command.addAll(List.of(database.name(), "PRAGMA synchronous=OFF"));
        command.addAll(List.of(first));
        command.add(".read '" + script + "'");
        return ClientProgram.run(command, Map.of(), null);
    }

    @Override
    public ProcessResult runWritten(Database database, Path script) throws IOException, InterruptedException {
        List<String> command = programs.command(SQLITE3);
        command.addAll(List.of("-batch", database.name()));
        return ClientProgram.run(command, Map.of(), script);
    }

    @Override
    public String dump(Database database) throws IOException, InterruptedException {
        List<String> command = command();
        command.addAll(List.of(database.name(), ".dump"));
        return ClientProgram.dumped(ClientProgram.run(command, Map.of(), null));
    }

    private List<String> command() throws IOException {
        List<String> command = programs.command(SQLITE3);
        command.addAll(List.of("-batch", "-bail", "-init", "/dev/null"));
        return command;
    }
}
