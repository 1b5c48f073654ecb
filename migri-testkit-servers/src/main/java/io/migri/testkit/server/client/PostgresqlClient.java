package io.migri.testkit.server.client;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.program.DebianPackage;
import io.migri.testkit.server.program.DebianPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code psql} and {@code pg_dump}. */
record PostgresqlClient(DebianPrograms programs) implements ReferenceClient {
    private static final String PSQL = "usr/lib/postgresql/18/bin/psql";
    private static final String PG_DUMP = "usr/lib/postgresql/18/bin/pg_dump";

    /** No older than the servers are, for {@code pg_dump} refuses a newer one. */
    static final DebianPackage PACKAGE =
            DebianPackage.of("postgresql-client-sid", "sid", "postgresql-client-18", PSQL, PG_DUMP);

    @Override
    public String version() throws IOException {
        return "psql " + programs.version();
    }

    @Override
    public ProcessResult run(Database database, Path script, String... first) throws IOException, InterruptedException {
        List<String> command = programs.command(PSQL);
        command.addAll(List.of("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"));
        for (String statement : first) {
            command.add("--command=" + statement);
        }
        command.add("--file=" + script);
        return ClientProgram.run(command, environment(database), null);
    }

    @Override
    public ProcessResult runWritten(Database database, Path script) throws IOException, InterruptedException {
        List<String> command = programs.command(PSQL);
        command.addAll(List.of("--no-psqlrc", "--file=" + script));
        return ClientProgram.run(command, environment(database), null);
    }

    /** Each dump would have a random key of its own. */
    @Override
    public String dump(Database database) throws IOException, InterruptedException {
        List<String> command = programs.command(PG_DUMP);
        command.add("--restrict-key=same");
        return ClientProgram.dumped(ClientProgram.run(command, environment(database), null));
    }

    private static Map<String, String> environment(Database database) {
        return Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password(),
                "PGDATABASE", database.name(),
                "PGCLIENTENCODING", "UTF8");
    }
}
