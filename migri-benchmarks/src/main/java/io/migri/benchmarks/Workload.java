package io.migri.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Migrations to apply, and what has to be in the database afterwards, so that nobody wins by doing less.
 *
 * @param applied whether they are applied before the clock starts, so that a run has nothing to do
 * @param check a query with one number as its result
 * @param expected that number
 */
record Workload(String name, boolean applied, String check, long expected, Writer writer) {
    private static final String ITEMS =
            "CREATE TABLE item (id integer PRIMARY KEY, name varchar(100), price numeric(10,2));\n";

    /** Whether it is over so soon that a floor says something. */
    boolean isShort() {
        return applied || name.startsWith("1 ");
    }

    /** Whether all of it is SQL. */
    boolean plain() {
        return !name.contains(".py");
    }

    static Workload nothingToDo(int migrations) {
        return new Workload(
                "no-op, " + migrations + " applied", true, "SELECT count(*) FROM t1", 1, tables(migrations));
    }

    static Workload smallMigrations(int migrations) {
        return new Workload(
                migrations + " small migrations", false, "SELECT count(*) FROM t" + migrations, 1, tables(migrations));
    }

    static Workload inserts(int rows) {
        return new Workload(
                rows + " single-row inserts in one file", false, "SELECT count(*) FROM item", rows, directory -> {
                    try (BufferedWriter file = file(directory, 1)) {
                        file.write(ITEMS);
                        for (int row = 1; row <= rows; row++) {
                            file.write("INSERT INTO item (id, name, price) VALUES (" + row + ", 'the item called ''"
                                    + row + "'', in stock; sold', " + row % 1000 + ".50);\n");
                        }
                    }
                });
    }

    /** A table by SQL, and rows by Python. */
    static Workload python() {
        return new Workload("a .py after .sql", false, "SELECT count(*) FROM item", 1, directory -> {
            try (BufferedWriter file = file(directory, 1)) {
                file.write(ITEMS);
            }
            Files.writeString(
                    directory.resolve("00002_step.py"),
                    "async def migrate(conn):\n"
                            + "    statement = \"INSERT INTO item (id, name, price) VALUES (1, 'one', 2.5)\"\n"
                            + "    if hasattr(conn, 'cursor') and not hasattr(conn, 'execute'):\n"
                            + "        async with conn.cursor() as cursor:\n"
                            + "            await cursor.execute(statement)\n"
                            + "    else:\n"
                            + "        await conn.execute(statement)\n"
                            + "    return True\n");
        });
    }

    static Workload copy(int rows) {
        return new Workload(rows + " rows by COPY in one file", false, "SELECT count(*) FROM item", rows, directory -> {
            try (BufferedWriter file = file(directory, 1)) {
                file.write(ITEMS);
                file.write("COPY item (id, name, price) FROM stdin;\n");
                for (int row = 1; row <= rows; row++) {
                    file.write(row + "\tthe item called '" + row + "', in stock; sold\t" + row % 1000 + ".50\n");
                }
                file.write("\\.\n");
            }
        });
    }

    private static Writer tables(int migrations) {
        return directory -> {
            for (int number = 1; number <= migrations; number++) {
                try (BufferedWriter file = file(directory, number)) {
                    file.write("CREATE TABLE t" + number + " (id integer PRIMARY KEY, name varchar(100), created_at timestamp"
                            + " DEFAULT current_timestamp);\nINSERT INTO t" + number
                            + " (id, name) VALUES (1, 'one');\n");
                }
            }
        };
    }

    private static BufferedWriter file(Path directory, int number) throws IOException {
        return Files.newBufferedWriter(directory.resolve(String.format(Locale.ROOT, "%05d_step.sql", number)));
    }

    /** Writes the migrations. */
    @FunctionalInterface
    interface Writer {
        void write(Path directory) throws IOException;
    }
}
