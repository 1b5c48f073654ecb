package io.migri.signatures;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types as a signature shows them. A question mark behind one says that it may be null. */
final class TypeNames {
    private TypeNames() {}

    static String of(AnnotatedType type) {
        return plain(type) + nullness(type);
    }

    static String all(AnnotatedType[] types) {
        return Arrays.stream(types).map(TypeNames::of).collect(Collectors.joining(", "));
    }

    /** The variables that a class or method declares, in angle brackets; empty where there are none. */
    static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(TypeNames::variable).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String variable(TypeVariable<?> variable) {
        List<AnnotatedType> bounds = Arrays.stream(variable.getAnnotatedBounds())
                .filter(bound ->
                        bound.getType() != Object.class || !nullness(bound).isEmpty())
                .toList();
        return bounds.isEmpty()
                ? variable.getName()
                : variable.getName()
                        + bounds.stream().map(TypeNames::of).collect(Collectors.joining(" & ", " extends ", ""));
    }

    private static String plain(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            Type raw = ((ParameterizedType) generic.getType()).getRawType();
            return raw.getTypeName() + "<" + all(generic.getAnnotatedActualTypeArguments()) + ">";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return wildcard(wildcard);
        }
        return type instanceof AnnotatedTypeVariable
                ? type.getType().toString()
                : type.getType().getTypeName();
    }

    private static String wildcard(AnnotatedWildcardType wildcard) {
        AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
        if (lower.length > 0) {
            return "? super " + all(lower);
        }
        String upper = all(wildcard.getAnnotatedUpperBounds());
        return upper.equals("java.lang.Object") ? "?" : "? extends " + upper;
    }

    private static String nullness(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class) ? "?" : "";
    }
}
