package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.ConnectionConfig;
import io.migri.api.text.Text;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.Databases;
import io.migri.spi.Dialect;
import io.migri.testkit.DatabasesContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Dialects that create and drop databases wrongly, or wait for what does not come. */
final class DatabasesMutants {
    private static final Class<?> DIES = DatabasesContract.class;

    private DatabasesMutants() {}

    static List<Mutant> all() {
        return List.of(
                wrong("it creates nothing", Databases.class, "create", call -> true)
                        .diesBy(DIES, "createsADatabaseAndDropsIt"),
                wrong("it drops nothing", Databases.class, "drop", call -> true)
                        .diesBy(DIES, "createsADatabaseAndDropsIt"),
                wrong("looking creates it", Databases.class, "exists", call -> {
                            Object answer = call.sound();
                            call.on(Databases.class).create(config(call));
                            return answer;
                        })
                        .diesBy(DIES, "lookingForADatabaseCreatesNone"),
                wrong("creating empties it", Databases.class, "create", call -> {
                            boolean there = call.on(Databases.class).drop(config(call));
                            call.sound();
                            return !there;
                        })
                        .diesBy(DIES, "creatingWhatIsThereLeavesItAsItIs"),
                wrong("it fails where it is there", Databases.class, "create", call -> {
                            if (call.on(Databases.class).exists(config(call))) {
                                throw new SQLException("it is there");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "creatingWhatIsThereLeavesItAsItIs"),
                wrong("it fails where there is none", Databases.class, "drop", call -> {
                            if (!call.on(Databases.class).exists(config(call))) {
                                throw new SQLException("there is none");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "droppingWhatIsNotThereIsNoError"),
                wrong("it drops its neighbours", Databases.class, "drop", DatabasesMutants::dropNeighbours)
                        .diesBy(DIES, "droppingOneLeavesTheOthers"),
                wrong("it ends a name at a quote", Databases.class, "create", call -> {
                            String name = config(call).database();
                            int quote = name.indexOf('"');
                            return call.on(Databases.class)
                                    .create(config(call).withDatabase(quote < 0 ? name : name.substring(0, quote)));
                        })
                        .diesBy(DIES, "aNameIsData"),
                wrong(
                                "it takes all for the server's own",
                                Databases.class,
                                "refusesDrop",
                                call -> Optional.of(Text.of("it is the server's own")))
                        .diesBy(DIES, "theServersOwnAreNotDropped"),
                wrong("it waits for every failure to pass", Dialect.class, "mayComeUp", call -> true)
                        .diesBy(DIES, "timeDoesNotHealThatADatabaseIsUnknown"));
    }

    private static ConnectionConfig config(Call call) {
        return call.argument(0, ConnectionConfig.class);
    }

    private static Object dropNeighbours(Call call) throws Throwable {
        Object answer = call.sound();
        Path parent = Path.of(config(call).database()).getParent();
        try (var all = Files.list(parent == null ? Path.of("") : parent)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        return answer;
    }
}
