package io.migri.dialect.mysql;

import io.migri.testkit.SessionContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlSessionContractTest extends SessionContract {
    MySqlSessionContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected String slowStatement() {
        // SLEEP ends without an error when it is killed on MySQL.
        return "SELECT count(*) FROM information_schema.columns a, information_schema.columns b,"
                + " information_schema.columns c WHERE concat(a.column_name, b.column_name, c.column_name) = '?'";
    }

    @Override
    protected String sessionState() {
        return "SELECT concat_ws(' ', database(), @@sql_mode, @@foreign_key_checks, @@unique_checks, @@time_zone,"
                + " @@sql_notes, @@sql_safe_updates, @@group_concat_max_len, @@lock_wait_timeout,"
                + " @@innodb_lock_wait_timeout, @@default_storage_engine, @@character_set_client,"
                + " coalesce(@@character_set_results, 'null'), @@collation_connection, @@session.transaction_isolation,"
                + " @@sql_select_limit)";
    }
}
