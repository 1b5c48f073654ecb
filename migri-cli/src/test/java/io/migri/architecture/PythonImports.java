package io.migri.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which modules of a folder of Python packages import which others of them, wherever in the file. */
final class PythonImports {
    private static final Pattern TEXTS = Pattern.compile("(?s)\"\"\".*?\"\"\"");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^[ \\t]*(?:from[ \\t]+(\\S+)[ \\t]+import[ \\t]+(\\([^)]*\\)|[^\\n]*)|import[ \\t]+([^\\n]*))");

    private final Map<String, Path> modules = new TreeMap<>();
    private final Map<String, Set<String>> imports = new TreeMap<>();

    private PythonImports() {}

    /** Those of the packages that lie in {@code folder}. */
    static PythonImports in(Path folder) throws IOException {
        PythonImports all = new PythonImports();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".py"))
                    .forEach(file -> all.modules.put(name(folder.relativize(file)), file));
        }
        for (Map.Entry<String, Path> module : all.modules.entrySet()) {
            all.imports.put(module.getKey(), all.imported(module.getKey(), module.getValue()));
        }
        return all;
    }

    private static String name(Path file) {
        String dotted = file.toString().replace('/', '.');
        String module = dotted.substring(0, dotted.length() - ".py".length());
        return module.endsWith(".__init__") ? module.substring(0, module.length() - ".__init__".length()) : module;
    }

    /** Each module that is reached from itself. */
    Set<String> inCircles() {
        Set<String> found = new TreeSet<>();
        for (String module : imports.keySet()) {
            if (reached(module).contains(module)) {
                found.add(module);
            }
        }
        return found;
    }

    private Set<String> reached(String module) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(imports.get(module));
        while (!next.isEmpty()) {
            String one = next.pop();
            if (reached.add(one)) {
                next.addAll(imports.get(one));
            }
        }
        return reached;
    }

    private Set<String> imported(String module, Path file) throws IOException {
        boolean isPackage = file.endsWith("__init__.py");
        Set<String> found = new TreeSet<>();
        Matcher line = IMPORT.matcher(TEXTS.matcher(Files.readString(file)).replaceAll("\"\""));
        while (line.find()) {
            if (line.group(3) != null) {
                found.addAll(names(line.group(3)));
            } else {
                String from = absolute(line.group(1), module, isPackage);
                for (String name : names(line.group(2))) {
                    found.add(modules.containsKey(from + "." + name) ? from + "." + name : from);
                }
            }
        }
        found.retainAll(modules.keySet());
        found.remove(module);
        return found;
    }

    private static String absolute(String from, String module, boolean isPackage) {
        int dots = 0;
        while (dots < from.length() && from.charAt(dots) == '.') {
            dots++;
        }
        if (dots == 0) {
            return from;
        }
        String place = module;
        for (int up = isPackage ? 1 : 0; up < dots; up++) {
            place = place.substring(0, Math.max(0, place.lastIndexOf('.')));
        }
        return dots == from.length() ? place : place + "." + from.substring(dots);
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String part :
                list.replaceAll("#[^\\n]*", "").replaceAll("[()]", "").split(",", -1)) {
            String name = part.strip().split("\\s+", -1)[0];
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
