package io.migri.dialect.postgresql.facade;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.v3.SqlSerializationContext;

/**
 * One query many times in a row. The driver sends the parts of a query together and waits once for what fits its buffers, so that the
 * server parses the query once and answers once. Its own batches are only to be had through its statements.
 */
final class PostgresqlRepeatedQuery implements Query {
    private final Query query;
    private final Query[] repetitions;

    PostgresqlRepeatedQuery(Query query, int times) {
        this.query = query;
        this.repetitions = new Query[times];
        Arrays.fill(repetitions, query);
    }

    @Override
    public Query[] getSubqueries() {
        return repetitions;
    }

    @Override
    public ParameterList createParameterList() {
        return query.createParameterList();
    }

    @Override
    public String toString(@Nullable ParameterList parameters) {
        return query.getNativeSql();
    }

    @Override
    public String toString(@Nullable ParameterList parameters, SqlSerializationContext context) {
        return query.getNativeSql();
    }

    @Override
    public String getNativeSql() {
        return query.getNativeSql();
    }

    @Override
    public @Nullable SqlCommand getSqlCommand() {
        return query.getSqlCommand();
    }

    @Override
    public void close() {
        query.close();
    }

    @Override
    public boolean isStatementDescribed() {
        return query.isStatementDescribed();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public int getBatchSize() {
        return repetitions.length;
    }

    @Override
    public @Nullable Map<String, Integer> getResultSetColumnNameIndexMap() {
        return query.getResultSetColumnNameIndexMap();
    }
}
