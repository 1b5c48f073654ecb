package io.migri.signatures;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a type can be seen from other packages, a line each. */
final class Signatures {
    private static final int OPEN = Modifier.PUBLIC | Modifier.PROTECTED;

    private Signatures() {}

    /** Of {@code type} and of the types within it; nothing where it is closed. */
    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        if ((type.getModifiers() & OPEN) == 0) {
            return lines;
        }
        lines.add(heading(type));
        members(type).forEach(member -> lines.add("    " + member));
        lines.add("");
        Arrays.stream(type.getDeclaredClasses())
                .sorted(Comparator.comparing(Class::getName))
                .forEach(inner -> lines.addAll(of(inner)));
        return lines;
    }

    private static String heading(Class<?> type) {
        String line = modifiers(type.getModifiers() & ~Modifier.INTERFACE)
                + kind(type)
                + type.getTypeName()
                + TypeNames.variables(type.getTypeParameters());
        if (type.isRecord()) {
            line += Arrays.stream(type.getRecordComponents())
                    .map(Signatures::component)
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        if (!type.isInterface() && !type.isRecord() && !type.isEnum() && type.getSuperclass() != Object.class) {
            line += " extends " + TypeNames.of(type.getAnnotatedSuperclass());
        }
        if (type.getAnnotatedInterfaces().length > 0) {
            line += (type.isInterface() ? " extends " : " implements ") + TypeNames.all(type.getAnnotatedInterfaces());
        }
        return type.isSealed()
                ? line
                        + Arrays.stream(type.getPermittedSubclasses())
                                .map(Class::getTypeName)
                                .collect(Collectors.joining(", ", " permits ", ""))
                : line;
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface ";
        }
        if (type.isInterface()) {
            return "interface ";
        }
        if (type.isEnum()) {
            return "enum ";
        }
        return type.isRecord() ? "record " : "class ";
    }

    private static Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isOpen(field.getModifiers(), field.isSynthetic())) {
                members.add(field.isEnumConstant() ? field.getName() : field(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isOpen(constructor.getModifiers(), constructor.isSynthetic())) {
                members.add(executable(constructor, type.getSimpleName()));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isOpen(method.getModifiers(), method.isSynthetic())) {
                members.add(executable(method, TypeNames.of(method.getAnnotatedReturnType()) + " " + method.getName()));
            }
        }
        return members;
    }

    private static boolean isOpen(int modifiers, boolean synthetic) {
        return (modifiers & OPEN) != 0 && !synthetic;
    }

    private static String component(RecordComponent component) {
        return TypeNames.of(component.getAnnotatedType()) + " " + component.getName();
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + TypeNames.of(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String executable(Executable executable, String name) {
        int kept = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
        String variables = TypeNames.variables(executable.getTypeParameters());
        String thrown = TypeNames.all(executable.getAnnotatedExceptionTypes());
        return (executable instanceof Method method && method.isDefault() ? "default " : "")
                + modifiers(executable.getModifiers() & kept)
                + (variables.isEmpty() ? "" : variables + " ")
                + name
                + "("
                + TypeNames.all(executable.getAnnotatedParameterTypes())
                + ")"
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String modifiers(int modifiers) {
        String words = Modifier.toString(modifiers & ~Modifier.PUBLIC);
        return words.isEmpty() ? "" : words + " ";
    }
}
