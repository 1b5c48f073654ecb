package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** MySQL or MariaDB, unpacked on this machine. */
public final class MysqlInstallation implements Installation {
    private static final String ACCOUNTS = "accounts.sql";
    private static final String TEMPORARY = "temporary";

    /** Certificates are there if {@code DatabaseServer.encrypt} has put them there. */
    private static final String TLS = "tls";

    private static final List<String> MARIADB_SYSTEM_TABLES = List.of(
            "system_tables",
            "performance_tables",
            "system_tables_data",
            "fill_help_tables",
            "maria_add_gis_sp_bootstrap",
            "sys_schema");

    private final ServerCache cache;
    private final MysqlProduct product;
    private final boolean performanceSchema;
    private final MysqlPrograms programs;

    private MysqlInstallation(
            ServerCache cache, MysqlProduct product, boolean performanceSchema, MysqlPrograms programs) {
        this.cache = cache;
        this.product = product;
        this.performanceSchema = performanceSchema;
        this.programs = programs;
    }

    /** The server of that version; fetched where it is not in {@code cache} yet. */
    public static MysqlInstallation in(
            ServerCache cache, MysqlProduct product, String version, boolean performanceSchema) throws IOException {
        return new MysqlInstallation(cache, product, performanceSchema, product.server(version, cache));
    }

    @Override
    public String version() {
        return product.program() + " " + programs.version();
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return "migri-test";
    }

    @Override
    public Path template() throws IOException {
        return cache.entry(
                programs.entry() + "-data-1",
                product == MysqlProduct.MYSQL ? this::initialiseMysql : this::initialiseMariadb);
    }

    /** After a kill -9 a process that is not reaped yet makes the server think that its socket is in use. */
    @Override
    public void beforeStart(Path data) throws IOException {
        Files.deleteIfExists(data.resolve("s"));
        Files.deleteIfExists(data.resolve("s.lock"));
        Files.createDirectories(data.resolve(TEMPORARY));
    }

    @Override
    public List<String> command(Path data, int port) throws IOException {
        List<String> command = program(data);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"),
                // When MariaDB starts it removes the temporary tables that it finds, in /tmp those of others.
                "--tmpdir=" + data.resolve(TEMPORARY),
                // Written at each commit, never synced: an end of the server loses nothing, only one of the machine
                // would.
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=OFF",
                "--performance-schema=" + (performanceSchema ? "ON" : "OFF")));
        command.addAll(
                product == MysqlProduct.MYSQL
                        ? List.of("--mysqlx=OFF")
                        : List.of(
                                "--init-file=" + data.resolve(ACCOUNTS),
                                "--ignore-db-dirs=" + TEMPORARY,
                                "--ignore-db-dirs=" + TLS));
        for (String file : Files.exists(data.resolve(TLS)) ? List.of("ca", "cert", "key") : List.<String>of()) {
            command.add("--ssl-" + file + "=" + data.resolve(TLS).resolve(file + ".pem"));
        }
        return command;
    }

    @Override
    public String shutdownSignal() {
        return "TERM";
    }

    private List<String> program(Path data) throws IOException {
        List<String> command = new ArrayList<>(programs.daemon());
        command.addAll(List.of(
                "--no-defaults",
                "--basedir=" + programs.base(),
                "--datadir=" + data,
                "--lc-messages-dir=" + programs.share(),
                "--character-sets-dir=" + programs.share().resolve("charsets"),
                "--plugin-dir=" + programs.plugins()));
        command.addAll(product.options());
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private void initialiseMysql(Path directory) throws IOException {
        Path accounts = Files.createTempFile("migri-test", ".sql");
        try {
            Files.writeString(accounts, """
                    ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                    CREATE USER 'root'@'%%' IDENTIFIED BY '%1$s';
                    GRANT ALL ON *.* TO 'root'@'%%' WITH GRANT OPTION;
                    """.formatted(password()));
            List<String> command = program(directory);
            command.addAll(List.of("--initialize-insecure", "--init-file=" + accounts));
            new Program(command).run(Duration.ofMinutes(3));
        } finally {
            Files.delete(accounts);
        }
    }

    /** Accounts cannot be made while bootstrapping, but by an init file at each start. Root without a password would win. */
    private void initialiseMariadb(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("mysql"));
        Path script = Files.createTempFile("migri-test", ".sql");
        try {
            Files.writeString(script, mariadbBootstrap());
            List<String> command = program(directory);
            command.addAll(List.of(
                    "--bootstrap",
                    "--log-warnings=0",
                    "--enforce-storage-engine=",
                    "--max-allowed-packet=8M",
                    "--net-buffer-length=16K"));
            new Program(command, script).run(Duration.ofMinutes(3));
        } finally {
            Files.delete(script);
        }
        Files.writeString(directory.resolve(ACCOUNTS), """
                DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';
                CREATE OR REPLACE USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO 'root'@'localhost' WITH GRANT OPTION;
                CREATE OR REPLACE USER 'root'@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO 'root'@'%%' WITH GRANT OPTION;
                """.formatted(password()));
    }

    private String mariadbBootstrap() throws IOException {
        StringBuilder script =
                new StringBuilder("USE mysql;\nSET @auth_root_socket=NULL;\nSET @skip_auth_anonymous=1;\n");
        for (String name : MARIADB_SYSTEM_TABLES) {
            script.append(programs.systemScript(name)).append('\n');
        }
        return script.toString();
    }
}
