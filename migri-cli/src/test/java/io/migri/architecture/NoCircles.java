package io.migri.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds top-level classes that reach themselves through others. A sealed family counts as one class, and so does a class with what is nested in it. */
final class NoCircles extends ArchCondition<JavaClass> {
    private final Map<String, String> families = new HashMap<>();
    private final Map<String, Set<String>> uses = new HashMap<>();

    NoCircles() {
        super("be free of circles");
    }

    @Override
    public void init(Collection<JavaClass> types) {
        families.clear();
        uses.clear();
        for (JavaClass type : types) {
            Class<?> loaded = loaded(type);
            if (loaded != null && loaded.isSealed()) {
                for (Class<?> member : loaded.getPermittedSubclasses()) {
                    families.put(top(member.getName()), top(type.getName()));
                }
            }
        }
        for (JavaClass type : types) {
            Set<String> used = uses.computeIfAbsent(family(type.getName()), name -> new HashSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = family(
                        dependency.getTargetClass().getBaseComponentType().getName());
                if (target.startsWith("io.migri") && !target.equals(family(type.getName()))) {
                    used.add(target);
                }
            }
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String start = family(type.getName());
        if (!type.isTopLevelClass() || !start.equals(type.getName())) {
            return;
        }
        Set<String> reached = reached(start);
        if (reached.contains(start)) {
            Set<String> circle = new TreeSet<>();
            reached.stream().filter(other -> reached(other).contains(start)).forEach(circle::add);
            events.add(SimpleConditionEvent.violated(type, start + " is in a circle: " + circle));
        }
    }

    private Set<String> reached(String start) {
        Set<String> seen = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
        while (!waiting.isEmpty()) {
            String next = waiting.remove();
            if (seen.add(next)) {
                waiting.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    private String family(String name) {
        String top = top(name);
        String head = families.get(top);
        return head == null || head.equals(top) ? top : family(head);
    }

    private static String top(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Whether it is sealed is known to the loaded class alone; a planted one cannot be loaded. */
    private static @Nullable Class<?> loaded(JavaClass type) {
        try {
            return Class.forName(type.getName(), false, NoCircles.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
