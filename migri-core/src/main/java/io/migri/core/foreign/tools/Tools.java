package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import java.util.List;

/** The tools whose directories can be told from others. */
public final class Tools {
    /** All of them; where several show in one place, the first is named. */
    public static final List<ForeignTool> ALL = List.of(
            new Goose(),
            new Dbmate(),
            new SqlMigrate(),
            new Rambler(),
            new Micrate(),
            new Tern(),
            new Shmig(),
            new MyBatis(),
            new Evolutions(),
            new Aerich(),
            new UpAndDown(),
            new GolangMigrate(),
            new Yoyo(),
            new Postgrator(),
            new PairedFiles(),
            new Flyway(),
            new Liquibase(),
            new Atlas(),
            new Sqitch());

    private Tools() {}
}
