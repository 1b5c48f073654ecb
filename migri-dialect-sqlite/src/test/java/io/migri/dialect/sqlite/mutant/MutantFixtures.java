package io.migri.dialect.sqlite.mutant;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.dialect.sqlite.mutant.port.AllMutants;
import io.migri.testkit.DialectFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a contract the mutation that the run is about, or the fixture with it. Without a mutant both are sound. */
final class MutantFixtures implements ParameterResolver {
    /** The parameter of a run that names the mutant. */
    static final String NAME = "migri.mutant";

    /** Whether the sound dialect is the one whose definitions commit. */
    static final String COMMITS = "migri.mutant.commits";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DialectFixture.class || type == Mutation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean commits = context.getConfigurationParameter(COMMITS).isPresent();
        Mutation mutation = context.getConfigurationParameter(NAME)
                .<Mutation>map(name -> named(name)::answer)
                .orElse(Call::sound);
        return parameter.getParameter().getType() == Mutation.class ? mutation : SoundFixture.with(mutation, commits);
    }

    private static Mutant named(String name) {
        List<Mutant> found = Stream.concat(AllMutants.ofPlugIns().stream(), AllMutants.ofCommittingDialects().stream())
                .filter(mutant -> mutant.id().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " mutants are called " + name);
        }
        return found.get(0);
    }
}
