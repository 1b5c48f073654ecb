package io.migri.core.plugin;

import io.migri.api.MigriException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A line in a jar's list of plug-ins. Looked for only where one of them cannot be loaded.
 *
 * @param type the name of the class
 * @param jar the file name of the jar, or the path of the folder
 */
record ServiceEntry(String type, String jar) {
    private static final String SERVICES = "META-INF/services/";

    /** Which entry {@code failure} is about: the one that it names, or else the first that cannot be loaded and was not told yet. */
    static String behind(Throwable failure, Class<?> service, ClassLoader loader, List<MigriException> told) {
        List<ServiceEntry> entries = all(service, loader);
        String message = String.valueOf(failure.getMessage());
        return entries.stream()
                .filter(entry -> message.contains(entry.type + " ") || message.endsWith(entry.type))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry ->
                                told.stream().noneMatch(one -> one.getMessage().contains(entry.type)))
                        .filter(entry -> !loads(entry.type, loader))
                        .findFirst())
                .map(ServiceEntry::toString)
                .orElse("for " + service.getSimpleName());
    }

    private static boolean loads(String type, ClassLoader loader) {
        try {
            return Class.forName(type, false, loader).getConstructors() != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static List<ServiceEntry> all(Class<?> service, ClassLoader loader) {
        List<ServiceEntry> entries = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(SERVICES + service.getName()))) {
                read(list, entries);
            }
        } catch (IOException e) {
            // then the entry has no name
        }
        return entries;
    }

    private static void read(URL list, List<ServiceEntry> entries) throws IOException {
        String place = list.toString();
        int end = place.indexOf("!/");
        String folder = place.substring(0, Math.max(0, place.indexOf(SERVICES)));
        String jar = end < 0 ? folder : place.substring(place.lastIndexOf('/', end - 1) + 1, end);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comment = line.indexOf('#');
                String type = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!type.isEmpty()) {
                    entries.add(new ServiceEntry(type, jar));
                }
            }
        }
    }

    @Override
    public String toString() {
        return type + " (" + jar + ")";
    }
}
