package io.migri.dialect.sqlite;

import java.nio.file.Path;

/** A program that reads a database, says so with one letter, and goes on reading until it is ended. */
public final class Reading {

    private Reading() {}

    public static void main(String[] arguments) throws Exception {
        try (TestFile file = TestFile.open(Path.of(arguments[0]))) {
            file.execute("BEGIN", "SELECT * FROM a");
            System.out.print('r');
            System.out.flush();
            int endless = System.in.read();
            file.execute("COMMIT", "SELECT " + endless);
        }
    }
}
