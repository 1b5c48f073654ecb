package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

final class SqliteStatementEffectContractTest extends StatementEffectContract {
    SqliteStatementEffectContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected Set<TransactionEffect> effects() {
        return EnumSet.of(
                TransactionEffect.NONE,
                TransactionEffect.REFUSES_IT,
                TransactionEffect.SESSION_ONLY,
                TransactionEffect.BEGINS_BLOCK,
                TransactionEffect.COMMITS_BLOCK,
                TransactionEffect.ROLLS_BACK_BLOCK,
                TransactionEffect.STRAY);
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1); DROP TABLE e1;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); COMMIT; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN IMMEDIATE TRANSACTION; INSERT INTO e1 VALUES (1); ROLLBACK; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN EXCLUSIVE; INSERT INTO e1 VALUES (1); SAVEPOINT a; ROLLBACK TO a; END TRANSACTION;",
                "COMMIT; SELECT 1; ROLLBACK;",
                "VACUUM;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); PRAGMA foreign_keys = ON; DELETE FROM e1; INSERT INTO e1 VALUES (1);");
    }

    @Override
    protected List<String> memories() {
        return List.of(
                "SELECT 7;",
                "CREATE TEMP TABLE tt (x); INSERT INTO tt VALUES (7); SELECT x FROM tt;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1); SELECT last_insert_rowid();",
                "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1); SELECT changes();",
                "PRAGMA cache_size = 77; PRAGMA cache_size;");
    }
}
