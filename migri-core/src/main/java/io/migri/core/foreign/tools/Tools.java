package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import java.util.List;
import java.util.function.Predicate;

/** The tools whose directories can be told from others. */
public final class Tools {
    /** All of them; where several show in one place, the first is named. */
    public static final List<ForeignTool> ALL = List.of(
            new NumberedSections("goose", says("+goose up"), says("+goose down")),
            new Dbmate(),
            new NumberedSections("sql-migrate", says("+migrate up"), says("+migrate down")),
            new NumberedSections("rambler", says("rambler up"), says("rambler down")),
            new NumberedSections("micrate", says("+micrate up"), says("+micrate down")),
            // one line in each file, above it what is applied and below it what undoes it
            new NumberedSections("tern", comment -> false, begins("-- create above / drop below")),
            new NumberedSections("shmig", says("==== up ===="), says("==== down ====")),
            // and dbdeploy
            new NumberedSections(
                    "MyBatis Migrations", comment -> false, says("//@undo").or(says("@undo"))),
            new Evolutions(),
            // before version 0.6
            new NumberedSections("aerich", says("upgrade --"), says("downgrade --")),
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

    private static Predicate<String> says(String words) {
        return comment -> Mark.says(comment, words);
    }

    private static Predicate<String> begins(String words) {
        return comment -> Mark.normal(comment).startsWith(words);
    }
}
