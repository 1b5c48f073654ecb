package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.text.Text;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.Dialect;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.HistoryTableContract;
import io.migri.testkit.RepeatablesContract;
import java.util.List;
import java.util.Optional;

/** Histories that are not where the user wants them. */
final class HistoryTableMutants {
    private static final Class<?> DIES = HistoryTableContract.class;

    private HistoryTableMutants() {}

    static List<Mutant> all() {
        return List.of(
                wrong("a schema is passed over", Dialect.class, "refuses", call -> Optional.empty())
                        .diesBy(DIES, "takesASchemaWhereThereAreSome"),
                wrong("no name will do", Dialect.class, "refuses", call -> Optional.of(Text.of("no")))
                        .diesBy(DIES, "takesTheUsualNameAndOthers"),
                wrong("the name does not count", History.class, "log", call -> call.soundly(HistoryTable.USUAL))
                        .diesBy(DIES, "keepsHistoriesApart"),
                wrong("there is one journal", History.class, "journal", call -> call.soundly(HistoryTable.USUAL))
                        .diesBy(DIES, "keepsJournalsApart"),
                wrong(
                                "there is one table of repeatables",
                                History.class,
                                "repeatables",
                                call -> call.soundly(HistoryTable.USUAL))
                        .diesBy(RepeatablesContract.class, "keepsThoseOfHistoriesApart"),
                wrong("there are no others", History.class, "others", call -> List.of())
                        .diesBy(DIES, "namesTheUsualHistoryBesideAnother"));
    }
}
