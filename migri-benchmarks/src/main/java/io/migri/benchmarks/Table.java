package io.migri.benchmarks;

import io.migri.testkit.server.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables that can be made, each with its rows of databases and workloads. */
enum Table {
    NO_OP(databases(), Workload.nothingToDo(100)),
    TLS(List.of(Engine.POSTGRESQL), Workload.nothingToDo(100)),
    FIRST(databases(), Workload.smallMigrations(1)),
    SMALL(databases(), Workload.smallMigrations(1000)),
    MANY(List.of(Engine.POSTGRESQL), Workload.smallMigrations(5000)),
    INSERTS(databases(), Workload.inserts(200_000)),
    HISTORY(List.of(Engine.SQLITE), Workload.nothingToDo(10_000)),
    COPY(List.of(Engine.POSTGRESQL), Workload.copy(1_000_000)),
    LARGE(List.of(Engine.POSTGRESQL), Workload.copy(6_500_000)),
    PYTHON(databases(), Workload.python());

    private final List<Engine> engines;
    private final Workload workload;

    Table(List<Engine> engines, Workload workload) {
        this.engines = engines;
        this.workload = workload;
    }

    private static List<Engine> databases() {
        return List.of(Engine.POSTGRESQL, Engine.SQLITE, Engine.MYSQL);
    }

    /** Those with these names, such as {@code no-op,first}; all for {@code all}. */
    static List<Table> named(String names) {
        return names.equals("all")
                ? List.of(values())
                : Arrays.stream(names.split(","))
                        .map(name -> valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .toList();
    }

    List<Engine> engines() {
        return engines;
    }

    Workload workload() {
        return workload;
    }
}
