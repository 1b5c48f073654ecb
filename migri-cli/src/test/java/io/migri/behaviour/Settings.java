package io.migri.behaviour;

import io.migri.testkit.server.Engine;
import java.util.List;

/**
 * What a script can set on its session.
 *
 * @param current an expression list that tells how the session is
 * @param changes statements that change all of it
 */
record Settings(String current, List<String> changes) {

    /** @param other a database to use on MySQL, a schema on PostgreSQL */
    static Settings of(Engine engine, String other) {
        return switch (engine) {
            case POSTGRESQL -> postgresql(other);
            case MYSQL, MARIADB -> mysql(other);
            case SQLITE -> sqlite();
        };
    }

    private static Settings postgresql(String other) {
        return new Settings(
                "current_setting('search_path') AS a, current_user::text AS b, session_user::text AS c,"
                        + " current_setting('standard_conforming_strings') AS d,"
                        + " current_setting('default_transaction_read_only') AS e,"
                        + " current_setting('statement_timeout') AS f, current_setting('TimeZone') AS g,"
                        + " current_setting('session_replication_role') AS h, current_setting('DateStyle') AS i,"
                        + " current_setting('default_transaction_isolation') AS j,"
                        + " current_setting('check_function_bodies') AS k,"
                        + " current_setting('client_connection_check_interval', true) AS l",
                List.of(
                        "SET search_path TO " + other,
                        "SELECT pg_catalog.set_config('search_path', '', false)",
                        "SET standard_conforming_strings = off",
                        "SET statement_timeout = '1h'",
                        "SET TIME ZONE 'Asia/Tokyo'",
                        "SET session_replication_role = replica",
                        "SET DateStyle = 'ISO, DMY'",
                        "SET check_function_bodies = off",
                        "SET default_transaction_isolation = 'serializable'",
                        "SET ROLE pg_monitor",
                        "SET SESSION AUTHORIZATION pg_monitor",
                        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
    }

    private static Settings mysql(String other) {
        return new Settings(
                "DATABASE() AS a, @@sql_mode AS b, @@foreign_key_checks AS c, @@unique_checks AS d, @@time_zone AS e,"
                        + " @@character_set_client AS f, @@collation_connection AS g, @@character_set_results AS h,"
                        + " @@lock_wait_timeout AS i, @@autocommit AS j, @@transaction_read_only AS k,"
                        + " @@transaction_isolation AS l, @@sql_safe_updates AS m",
                List.of(
                        "SET FOREIGN_KEY_CHECKS=0",
                        "SET UNIQUE_CHECKS=0",
                        "SET SQL_MODE='ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                        "SET NAMES latin1",
                        "SET TIME_ZONE='+05:00'",
                        "SET SESSION lock_wait_timeout=77",
                        "SET SESSION sql_safe_updates=1",
                        "SET autocommit=0",
                        "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                        "SET SESSION TRANSACTION READ ONLY",
                        "USE " + other));
    }

    private static Settings sqlite() {
        return new Settings(
                "(SELECT foreign_keys FROM pragma_foreign_keys) AS a, 'a' LIKE 'A' AS b,"
                        + " (SELECT recursive_triggers FROM pragma_recursive_triggers) AS c,"
                        + " (SELECT query_only FROM pragma_query_only) AS d,"
                        + " (SELECT ignore_check_constraints FROM pragma_ignore_check_constraints) AS e,"
                        + " (SELECT count(*) FROM pragma_database_list WHERE name = 'elsewhere') AS f",
                List.of(
                        "PRAGMA foreign_keys = ON",
                        "PRAGMA case_sensitive_like = ON",
                        "PRAGMA recursive_triggers = ON",
                        "PRAGMA ignore_check_constraints = ON",
                        "ATTACH ':memory:' AS elsewhere",
                        "PRAGMA query_only = ON"));
    }
}
