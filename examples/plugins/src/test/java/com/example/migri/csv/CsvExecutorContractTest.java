package com.example.migri.csv;

import com.example.migri.h2.H2Fixture;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.testkit.MigrationExecutorContract;
import java.util.List;
import java.util.stream.Collectors;

final class CsvExecutorContractTest extends MigrationExecutorContract {
    CsvExecutorContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected MigrationExecutor executor() {
        return new CsvExecutor();
    }

    @Override
    protected boolean addsRowsAlone() {
        return true;
    }

    /** The table is that of the file's name. */
    @Override
    protected String script(List<String> statements) {
        return statements.stream()
                .map(insert -> insert.substring(insert.indexOf('(') + 1, insert.indexOf(',')))
                .map(id -> id + ",animal " + id + "\n")
                .collect(Collectors.joining("", "id,name\n", ""));
    }

    @Override
    protected List<String> wrong() {
        return List.of("id,name\n1\n", "id,name\n1,\"a\n", "id,na me\n1,a\n", "id,name\n1,\"a\" b\n", "id,\n1,a\n");
    }

    @Override
    protected List<List<String>> alike() {
        return List.of();
    }

    @Override
    protected List<List<String>> different() {
        return List.of(List.of("id,name\n1,a b\n", "id,name\n1,ab\n"), List.of("id,name\n1,\n", "id,name\n1,\"\"\n"));
    }
}
