package io.migri.benchmarks;

import static java.util.Objects.requireNonNull;

import io.migri.testkit.python.PythonEnvironments;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The floor of a directory with Python in it: {@code python3} with the usual driver, which applies each file and adds its row. */
record PythonTool(Path folder) implements Tool {

    @Override
    public String name() {
        return "python3 with the driver";
    }

    @Override
    public boolean can(Engine engine, Workload workload) {
        return !workload.plain();
    }

    @Override
    public List<String> command(Database database, Path migrations) throws IOException {
        Path script = folder.resolve("plain_driver.py");
        try (InputStream content = requireNonNull(PythonTool.class.getResourceAsStream("plain_driver.py"))) {
            Files.write(script, content.readAllBytes());
        }
        boolean file = database.engine() == Engine.SQLITE;
        return List.of(
                PythonEnvironments.ofThisUser().withJepAndDrivers().toString(),
                script.toString(),
                database.engine().dialect(),
                migrations.toString(),
                database.name(),
                file ? "" : database.host(),
                file ? "0" : Integer.toString(database.port()),
                file ? "" : database.user());
    }
}
