package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The distribution, as a user runs it. */
record MigriTool(String name, Path launcher, Map<String, String> environment) implements Tool {

    @Override
    public List<String> command(Database database, Path migrations) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "-n", database.name()));
        if (database.engine() != Engine.SQLITE) {
            command.addAll(List.of(
                    "-d",
                    database.engine().dialect(),
                    "-h",
                    database.host(),
                    "-p",
                    Integer.toString(database.port()),
                    "-u",
                    database.user()));
        }
        command.addAll(List.of("migrate", "-m", migrations.toString()));
        return command;
    }
}
