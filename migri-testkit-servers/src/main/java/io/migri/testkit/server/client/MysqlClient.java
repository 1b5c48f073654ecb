package io.migri.testkit.server.client;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.program.DebianPrograms;
import io.migri.testkit.server.program.MysqlProduct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code mysql} and {@code mysqldump}, or {@code mariadb} and {@code mariadb-dump}. */
record MysqlClient(MysqlProduct product, DebianPrograms programs) implements ReferenceClient {

    @Override
    public String version() throws IOException {
        return product.program() + " " + programs.version();
    }

    /** Comments are kept, because the server keeps those within a routine's body. */
    @Override
    public ProcessResult run(Database database, Path script, String... first) throws IOException, InterruptedException {
        List<String> command = command(0, database);
        command.add("--comments");
        if (first.length > 0) {
            command.add("--init-command=" + String.join("; ", first));
        }
        command.add(database.name());
        return ClientProgram.run(command, password(database), script);
    }

    @Override
    public ProcessResult runWritten(Database database, Path script) throws IOException, InterruptedException {
        List<String> command = command(0, database);
        command.addAll(List.of("--comments", "--binary-mode", database.name()));
        return ClientProgram.run(command, password(database), script);
    }

    @Override
    public String dump(Database database) throws IOException, InterruptedException {
        List<String> command = command(1, database);
        command.addAll(List.of(
                "--routines",
                "--triggers",
                "--events",
                "--skip-comments",
                "--skip-extended-insert",
                "--no-tablespaces",
                "--hex-blob"));
        command.add(database.name());
        return ClientProgram.dumped(ClientProgram.run(command, password(database), null));
    }

    private List<String> command(int program, Database database) throws IOException {
        List<String> command = programs.command(product.client().programs().get(program));
        command.addAll(List.of(
                "--no-defaults",
                "--protocol=TCP",
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--user=" + database.user(),
                "--default-character-set=utf8mb4"));
        if (product == MysqlProduct.MARIADB) {
            command.add("--skip-ssl");
        }
        return command;
    }

    private static Map<String, String> password(Database database) {
        return Map.of("MYSQL_PWD", database.password());
    }
}
