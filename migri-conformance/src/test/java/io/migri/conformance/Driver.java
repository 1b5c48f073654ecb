package io.migri.conformance;

import io.migri.testkit.server.Database;
import java.util.Locale;

/** A driver that migrations are written for, and the cases that are run on it. */
enum Driver {
    ASYNCPG("cases_asyncpg,cases_asyncpg_types,cases_asyncpg_odd,cases_asyncpg_waiting,cases_asyncpg_features"),
    AIOSQLITE("cases_aiosqlite,cases_aiosqlite_odd,cases_aiosqlite_features"),
    AIOMYSQL("cases_aiomysql,cases_aiomysql_odd,cases_aiomysql_features");

    private final String modules;

    Driver(String modules) {
        this.modules = modules;
    }

    /** The Python modules of its cases, with commas between them. */
    String modules() {
        return modules;
    }

    /** The name to import. */
    String module() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The arguments of its {@code connect()}, as JSON. */
    String options(Database database) {
        return switch (this) {
            case ASYNCPG ->
                "{\"host\": \"%s\", \"port\": %d, \"user\": \"%s\", \"password\": \"%s\", \"database\": \"%s\"}"
                        .formatted(
                                database.host(),
                                database.port(),
                                database.user(),
                                database.password(),
                                database.name());
            case AIOSQLITE -> "{\"database\": \"%s\"}".formatted(database.name());
            case AIOMYSQL ->
                "{\"host\": \"%s\", \"port\": %d, \"user\": \"%s\", \"password\": \"%s\", \"db\": \"%s\", \"charset\": \"utf8mb4\"}"
                        .formatted(
                                database.host(),
                                database.port(),
                                database.user(),
                                database.password(),
                                database.name());
        };
    }
}
