package io.migri.dialect.sqlite.mutant.port;

import io.migri.dialect.sqlite.mutant.call.Mutant;
import java.util.List;
import java.util.stream.Stream;

/** Every mutant that there is. */
public final class AllMutants {

    private AllMutants() {}

    /** Those of plug-ins as they are. */
    public static List<Mutant> ofPlugIns() {
        return Stream.of(
                        DialectMutants.all(),
                        WireMutants.all(),
                        StateMutants.all(),
                        LockMutants.all(),
                        LogMutants.all(),
                        JournalMutants.all(),
                        HistoryTableMutants.all(),
                        RehearsalMutants.all(),
                        ProbeMutants.all(),
                        WatchMutants.all(),
                        SchemaMutants.all(),
                        LanguageMutants.all(),
                        EffectMutants.all(),
                        LookMutants.all(),
                        DatabasesMutants.all(),
                        ClientMutants.ofScripts(),
                        ClientMutants.ofHistories(),
                        BindingMutants.all(),
                        SourceMutants.all(),
                        ExecutorMutants.all(),
                        ElsewhereMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those of a dialect whose definitions commit, and which has accounts. */
    public static List<Mutant> ofCommittingDialects() {
        return Stream.of(EffectMutants.committing(), LanguageMutants.ofAccounts())
                .flatMap(List::stream)
                .toList();
    }
}
