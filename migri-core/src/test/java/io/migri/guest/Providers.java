package io.migri.guest;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.net.URI;
import java.util.List;

/** Plug-ins of another maker, most of them broken. */
public final class Providers {

    private Providers() {}

    /** A provider of a scheme. */
    public static class FirstS3 implements MigrationSourceProvider {
        @Override
        public String scheme() {
            return "s3";
        }

        @Override
        public MigrationSource open(URI location) {
            return List::of;
        }
    }

    /** Another provider of the same scheme. */
    public static final class SecondS3 extends FirstS3 {}

    /** A provider that forgot to say what it is. */
    public static final class Nameless extends FirstS3 {
        @Override
        public String scheme() {
            return " ";
        }
    }

    /** A provider that has no scheme. */
    public static final class NullName extends FirstS3 {
        @Override
        @SuppressWarnings("NullAway") // that is what is tried
        public String scheme() {
            return null;
        }
    }

    /** A provider that fails to say what it is. */
    public static final class ThrowingName extends FirstS3 {
        @Override
        public String scheme() {
            throw new StackOverflowError("sabotage");
        }
    }

    /** A provider of what Migri provides itself. */
    public static final class OtherFiles extends FirstS3 {
        @Override
        public String scheme() {
            return "file";
        }
    }

    /** A provider that nobody but itself can make. */
    public static final class Hidden extends FirstS3 {
        private Hidden() {}
    }

    /** A provider that cannot be made. */
    public static final class Exploding extends FirstS3 {
        public Exploding() {
            throw new IllegalStateException("sabotage");
        }
    }

    /** A provider whose class cannot be initialized. */
    public static final class Static extends FirstS3 {
        private static final String VALUE = explode();

        private static String explode() {
            throw new IllegalStateException("sabotage in " + Static.class);
        }

        @Override
        public String scheme() {
            return VALUE;
        }
    }
}
