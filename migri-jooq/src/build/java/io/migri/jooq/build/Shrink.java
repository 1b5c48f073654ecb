package io.migri.jooq.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes a small library of a large one: takes what can be reached from the members that rules keep, and gives it a package of ours.
 * The arguments are the file with the rules, the folder for the classes, and the jars.
 */
final class Shrink {
    private Shrink() {}

    public static void main(String[] arguments) throws IOException {
        Path[] paths = Arrays.stream(arguments).map(Path::of).toArray(Path[]::new);
        Rules rules = Rules.read(paths[0]);
        Program program = Program.read(Arrays.copyOfRange(paths, 2, paths.length));
        Reach reach = new Reach(program, rules);
        rules.kept().forEach((type, members) -> members.forEach(member -> reach.keep(type, member)));
        reach.finish();
        long bytes = new Relocation(program, reach, rules).write(paths[1]);
        System.out.printf(
                "kept %d of %d classes, %d bytes%n",
                reach.types().size(), program.types().size(), bytes);
    }
}
