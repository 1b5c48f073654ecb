package io.migri.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distribution on each Java that is there: the one that runs this, a second one, and its own.
 *
 * @param folder for archives of classes
 */
record MigriTools(Path launcher, Path folder) {

    /** System properties name what else is there: {@code bundle}, the launcher with its own Java, and {@code jdk25}, the home of another. */
    List<Tool> all() throws IOException, InterruptedException {
        List<Tool> all = new ArrayList<>();
        String bundle = System.getProperty("bundle", "");
        if (!bundle.isEmpty()) {
            all.add(new MigriTool("migri with its own Java", Path.of(bundle), Map.of()));
        }
        String own = System.getProperty("java.home");
        add(all, "JDK " + Runtime.version().feature(), own);
        String other = System.getProperty("jdk25", "");
        if (!other.isEmpty() && !other.equals(own)) {
            add(all, "JDK 25", other);
        }
        return all;
    }

    private void add(List<Tool> all, String name, String home) throws IOException, InterruptedException {
        Path cache = folder.resolve("cache-" + name.replace(' ', '-'));
        Map<String, String> with = Map.of("MIGRI_JAVA", home + "/bin/java", "XDG_CACHE_HOME", cache.toString());
        makeArchives(with, home);
        Map<String, String> without = new LinkedHashMap<>(with);
        without.put("MIGRI_ARCHIVE", "no");
        all.add(new MigriTool("migri, " + name, launcher, with));
        all.add(new MigriTool("migri, " + name + ", no archive", launcher, without));
    }

    private void makeArchives(Map<String, String> environment, String home) throws IOException, InterruptedException {
        Path log = folder.resolve("archive.log");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "archive")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IOException("no archive for " + home + "; see " + log);
        }
    }
}
