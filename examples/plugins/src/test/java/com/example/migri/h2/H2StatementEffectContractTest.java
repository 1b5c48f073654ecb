package com.example.migri.h2;

import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.StatementEffectContract;
import java.util.List;
import java.util.Set;

final class H2StatementEffectContractTest extends StatementEffectContract {
    H2StatementEffectContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS E1 (A INT); INSERT INTO E1 VALUES (1); BEGIN; INSERT INTO E1 VALUES (2); COMMIT",
                "BEGIN; INSERT INTO ANIMAL SELECT MAX(ID) + 1, 'x' FROM ANIMAL WHERE ID < 900 HAVING MAX(ID) IS NOT NULL; SAVEPOINT A; ROLLBACK TO SAVEPOINT A; ROLLBACK; COMMIT",
                "BEGIN; CREATE TABLE IF NOT EXISTS E2 (A INT); INSERT INTO E2 VALUES (1); ROLLBACK; DROP TABLE E2",
                "BEGIN WORK; BEGIN; COMMIT WORK; SET AUTOCOMMIT TRUE",
                "CREATE TABLE IF NOT EXISTS E3 (A INT); ALTER TABLE E3 ADD COLUMN IF NOT EXISTS B INT; TRUNCATE TABLE E3; COMMENT ON TABLE E3 IS 'x'; ANALYZE; CREATE ROLE IF NOT EXISTS R; GRANT SELECT ON E3 TO R; REVOKE SELECT ON E3 FROM R",
                "CREATE SEQUENCE IF NOT EXISTS S; ALTER SEQUENCE S RESTART WITH 5; CALL NEXT VALUE FOR S; DROP SEQUENCE S",
                "EXECUTE IMMEDIATE 'CREATE TABLE IF NOT EXISTS E4 (A INT)'; CALL 1; CHECKPOINT",
                "CREATE ALIAS IF NOT EXISTS DEFINES AS $$ void f(java.sql.Connection c) throws Exception { c.createStatement().execute(\"CREATE TABLE IF NOT EXISTS E5 (A INT)\"); } $$; CALL DEFINES()",
                "SET LOCK_TIMEOUT 1000; SET SCHEMA PUBLIC; SET TIME ZONE 'UTC'; SET QUERY_TIMEOUT 0; SET @V = 1; SET CACHE_SIZE 10000; SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS T1 (A INT); CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS T2 (A INT) TRANSACTIONAL; DROP TABLE T1");
    }

    @Override
    protected Set<TransactionEffect> effects() {
        return Set.of(
                TransactionEffect.NONE,
                TransactionEffect.ENDS_IT,
                TransactionEffect.ALONE,
                TransactionEffect.MAY_END_IT,
                TransactionEffect.BEGINS_BLOCK,
                TransactionEffect.COMMITS_BLOCK,
                TransactionEffect.ROLLS_BACK_BLOCK,
                TransactionEffect.COMMITS_AND_BEGINS_BLOCK,
                TransactionEffect.STRAY,
                TransactionEffect.REDUNDANT);
    }

    @Override
    protected List<String> memories() {
        return List.of(
                "SELECT 7",
                "SET @V = 7; SELECT @V",
                "SET @V = (SELECT COUNT(*) + 7 FROM ANIMAL); SELECT @V",
                "CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS M (X INT); INSERT INTO M VALUES (7); SELECT MAX(X) FROM M",
                "CREATE SCHEMA IF NOT EXISTS ELSEWHERE; SET SCHEMA ELSEWHERE; SELECT CURRENT_SCHEMA");
    }
}
