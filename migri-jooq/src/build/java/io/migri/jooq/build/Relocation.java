package io.migri.jooq.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes what is needed, under its new names and without annotations. */
final class Relocation {
    private final Program program;
    private final Reach reach;
    private final Rules rules;

    Relocation(Program program, Reach reach, Rules rules) {
        this.program = program;
        this.reach = reach;
        this.rules = rules;
    }

    /** How many bytes were written to {@code directory}. */
    long write(Path directory) throws IOException {
        Remapper names = new Names(rules.moved());
        long bytes = 0;
        for (String name : reach.types()) {
            ClassNode type = program.types().get(name);
            reduce(type);
            ClassWriter writer = new ClassWriter(0);
            type.accept(new ClassRemapper(writer, names));
            Path file = directory.resolve(names.map(name) + ".class");
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, writer.toByteArray());
            bytes += Files.size(file);
        }
        return bytes;
    }

    private void reduce(ClassNode type) {
        type.methods.removeIf(method -> !reach.needsMethod(type.name, method));
        type.fields.removeIf(field -> !reach.needsField(type.name, field.name));
        type.innerClasses.removeIf(inner -> isLeftOut(inner.name));
        if (type.nestMembers != null) {
            type.nestMembers.removeIf(this::isLeftOut);
        }
        if (type.permittedSubclasses != null) {
            type.permittedSubclasses.removeIf(this::isLeftOut);
        }
        if (type.outerClass != null && isLeftOut(type.outerClass)) {
            type.outerClass = null;
            type.outerMethod = null;
            type.outerMethodDesc = null;
        }
        type.visibleAnnotations = null;
        type.invisibleAnnotations = null;
        type.visibleTypeAnnotations = null;
        type.invisibleTypeAnnotations = null;
        type.fields.forEach(Relocation::reduce);
        type.methods.forEach(method -> reduce(type, method));
        if (rules.mute(type.name)) {
            Hollow.addConstructor(type);
        }
    }

    private boolean isLeftOut(String name) {
        return program.has(name) && !reach.types().contains(name);
    }

    private static void reduce(FieldNode field) {
        field.visibleAnnotations = null;
        field.invisibleAnnotations = null;
        field.visibleTypeAnnotations = null;
        field.invisibleTypeAnnotations = null;
    }

    private void reduce(ClassNode type, MethodNode method) {
        method.visibleAnnotations = null;
        method.invisibleAnnotations = null;
        method.visibleTypeAnnotations = null;
        method.invisibleTypeAnnotations = null;
        method.visibleParameterAnnotations = null;
        method.invisibleParameterAnnotations = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.annotationDefault = null;
        method.parameters = null;
        method.localVariables = null;
        if (rules.hollow(type.name, method.name) && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
            Hollow.empty(type, method, rules.mute(type.name));
        }
    }

    /** New names of types, and of what texts name by them: settings, and files that are looked for on the class path. */
    private static final class Names extends Remapper {
        private final Map<String, String> moved;

        Names(Map<String, String> moved) {
            this.moved = moved;
        }

        @Override
        public String map(String name) {
            return move(name);
        }

        @Override
        public Object mapValue(Object value) {
            return value instanceof String text ? move(text) : super.mapValue(value);
        }

        private String move(String text) {
            for (Map.Entry<String, String> one : moved.entrySet()) {
                if (text.startsWith(one.getKey())) {
                    return one.getValue() + text.substring(one.getKey().length());
                }
            }
            return text;
        }
    }
}
