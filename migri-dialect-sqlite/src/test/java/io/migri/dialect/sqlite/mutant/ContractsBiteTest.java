package io.migri.dialect.sqlite.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.port.AllMutants;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.TransactionEffectContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mutant dies by the test of a contract that is meant for it. The dialect that it is made of passes all of them. */
final class ContractsBiteTest {
    /** These look for the dialect's own class, which is not that of a mutant. */
    private static final Set<String> OF_THE_CLASS = Set.of("isFoundByTheServiceLoader", "isFreeOnceTheHolderIsKilled");

    static List<Mutant> mutants() {
        return AllMutants.ofPlugIns();
    }

    static List<Mutant> committing() {
        return AllMutants.ofCommittingDialects();
    }

    static List<Class<?>> contracts() {
        return SoundContracts.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theMutantDies(Mutant mutant) {
        assertDies(mutant, Map.of(MutantFixtures.NAME, mutant.id()));
    }

    @ParameterizedTest
    @MethodSource("committing")
    void theMutantWhoseDefinitionsCommitDies(Mutant mutant) {
        assertDies(mutant, Map.of(MutantFixtures.NAME, mutant.id(), MutantFixtures.COMMITS, "true"));
    }

    private static void assertDies(Mutant mutant, Map<String, String> parameters) {
        Verdict verdict = Verdict.of(SoundContracts.of(mutant.dies()), mutant.test(), parameters);
        assertEquals(Set.of(mutant.test()), verdict.failed().keySet(), () -> mutant + " lives");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theSoundDialectLives(Class<?> contract) {
        Map<String, Throwable> failed =
                new HashMap<>(Verdict.of(contract, Map.of()).failed());
        failed.keySet().removeAll(OF_THE_CLASS);
        assertEquals(Map.of(), failed);
    }

    @ParameterizedTest
    @ValueSource(classes = {TransactionEffectContract.class, RedactionContract.class})
    void theSoundDialectWhoseDefinitionsCommitLives(Class<?> contract) {
        Verdict verdict = Verdict.of(SoundContracts.of(contract), Map.of(MutantFixtures.COMMITS, "true"));
        assertEquals(Map.of(), verdict.failed());
        assertFalse(verdict.passed().isEmpty());
    }

    @Test
    void eachContractHasItsMutants() {
        for (Class<?> contract : SoundContracts.ALL) {
            long mutants = mutants().stream()
                    .filter(mutant -> mutant.dies() == contract.getSuperclass())
                    .count();
            assertTrue(mutants > 0, () -> "no mutant dies by " + contract.getSuperclass());
        }
    }

    @Test
    void eachMutantHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        mutants().forEach(mutant -> assertTrue(names.add(mutant.id()), mutant::id));
    }
}
