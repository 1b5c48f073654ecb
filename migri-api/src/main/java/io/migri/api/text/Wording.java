package io.migri.api.text;

/** What options and operations are called where somebody sets and calls them. Stateless. */
@FunctionalInterface
public interface Wording {

    /** Such as {@code Migri.Builder.lockWait} in Java. */
    String of(Reference reference);
}
