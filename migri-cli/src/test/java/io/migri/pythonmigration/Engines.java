package io.migri.pythonmigration;

import io.migri.testkit.python.PythonEnvironments;
import java.nio.file.Path;

/** The two ways in which CPython runs migrations. */
enum Engines {
    PROCESS(10),
    JEP(20);

    private final int row;

    Engines(int row) {
        this.row = row;
    }

    /** A number of its own, to tell rows apart by. */
    int row() {
        return row;
    }

    /** The value of {@code --python-engine}. */
    String option() {
        return this == JEP ? "jep" : "process";
    }

    /** An interpreter that this engine works with. */
    Path python() throws Exception {
        return this == JEP
                ? PythonEnvironments.ofThisUser().withJep()
                : PythonEnvironments.ofThisUser().plain();
    }
}
