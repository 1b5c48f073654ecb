package io.migri.dialect.postgresql;

import io.migri.testkit.SessionContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlSessionContractTest extends SessionContract {

    PostgresqlSessionContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected String slowStatement() {
        return "SELECT pg_sleep(30)";
    }

    @Override
    protected String sessionState() {
        return "SELECT pg_catalog.concat_ws(' ', current_user, session_user, current_setting('role'),"
                + " current_setting('search_path'), current_setting('standard_conforming_strings'),"
                + " current_setting('TimeZone'), current_setting('DateStyle'), current_setting('default_transaction_isolation'))";
    }
}
