package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

final class PostgresqlStatementEffectContractTest extends StatementEffectContract {
    PostgresqlStatementEffectContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected Set<TransactionEffect> effects() {
        return EnumSet.of(
                TransactionEffect.NONE,
                TransactionEffect.REFUSES_IT,
                TransactionEffect.BEGINS_BLOCK,
                TransactionEffect.BEGINS_READ_ONLY_BLOCK,
                TransactionEffect.COMMITS_BLOCK,
                TransactionEffect.ROLLS_BACK_BLOCK,
                TransactionEffect.COMMITS_AND_BEGINS_BLOCK,
                TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK,
                TransactionEffect.STRAY);
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); COMMIT; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); start transaction read only; SELECT 1; COMMIT; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); SAVEPOINT a; ROLLBACK TO a; ROLLBACK; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN ISOLATION LEVEL SERIALIZABLE; INSERT INTO e1 VALUES (1); COMMIT AND CHAIN; INSERT INTO e1 VALUES (1); ROLLBACK AND CHAIN; INSERT INTO e1 VALUES (1); END;",
                "COMMIT; SELECT 1; ROLLBACK; ABORT;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; SET LOCAL work_mem = '1MB'; CREATE TABLE IF NOT EXISTS e2 (a int); DROP TABLE e2; COMMIT WORK AND NO CHAIN;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); CREATE INDEX CONCURRENTLY IF NOT EXISTS i1 ON e1 (a); VACUUM e1; REINDEX TABLE CONCURRENTLY e1; DROP INDEX CONCURRENTLY IF EXISTS i1;",
                "DO $$ BEGIN PERFORM 1; END $$; SET search_path = public; TRUNCATE animal; ANALYZE;");
    }

    @Override
    protected List<String> memories() {
        return List.of(
                "SELECT 7;",
                "CREATE TEMP TABLE tt AS SELECT 7 AS x; SELECT x FROM tt;",
                "SET application_name = 'seven'; SELECT current_setting('application_name');",
                "PREPARE q AS SELECT 7; EXECUTE q;",
                "SELECT set_config('my.x', (SELECT count(*)::text FROM animal), false); SELECT current_setting('my.x');",
                "CREATE SEQUENCE IF NOT EXISTS s; SELECT nextval('s'); SELECT currval('s');",
                "SET my.y = '7'; SELECT current_setting('my.y');",
                "SET work_mem = '77MB'; RESET work_mem; SELECT current_setting('work_mem');");
    }
}
