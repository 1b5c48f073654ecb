package io.migri.dialect.sqlite.mutant.call;

import org.jspecify.annotations.Nullable;

/** An answer that is not the sound one. */
@FunctionalInterface
public interface Mutation {
    @Nullable
    Object answer(Call call) throws Throwable;
}
