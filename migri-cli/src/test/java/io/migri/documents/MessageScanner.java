package io.migri.documents;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the texts of a source: literals, and what is put together from them. What is only known at run time stands in braces. */
final class MessageScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final List<String> texts = new ArrayList<>();

    /** What was found so far, in the order of the source. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Names and reasons for the compiler are nobody's reading. */
    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        if (literal.getValue() instanceof String text) {
            texts.add(text);
        }
        return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
        if (sum.getKind() != Tree.Kind.PLUS || !hasText(sum)) {
            return super.visitBinary(sum, null);
        }
        texts.add(said(sum));
        return null;
    }

    /** The parts of {@code Text.of} are joined as by {@code +}. */
    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        if (!joins(call) || call.getArguments().stream().noneMatch(MessageScanner::hasText)) {
            return super.visitMethodInvocation(call, null);
        }
        texts.add(said(call));
        return null;
    }

    private static boolean joins(MethodInvocationTree call) {
        return call.getMethodSelect().toString().equals("Text.of");
    }

    /** Whether a text of ours is a part of the sum itself, and not of a call within it. */
    private static boolean hasText(ExpressionTree part) {
        if (part instanceof BinaryTree sum) {
            return hasText(sum.getLeftOperand()) || hasText(sum.getRightOperand());
        }
        if (part instanceof ParenthesizedTree inner) {
            return hasText(inner.getExpression());
        }
        if (part instanceof ConditionalExpressionTree choice) {
            return hasText(choice.getTrueExpression()) || hasText(choice.getFalseExpression());
        }
        return part instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private String said(ExpressionTree part) {
        if (part instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        if (part instanceof ParenthesizedTree inner) {
            return said(inner.getExpression());
        }
        if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return said(sum.getLeftOperand()) + said(sum.getRightOperand());
        }
        if (part instanceof ConditionalExpressionTree choice && hasText(choice)) {
            scan(choice.getCondition(), null);
            return "[" + said(choice.getTrueExpression()) + "|" + said(choice.getFalseExpression()) + "]";
        }
        if (part instanceof MethodInvocationTree call && joins(call)) {
            StringBuilder all = new StringBuilder();
            call.getArguments().forEach(argument -> all.append(said(argument)));
            return all.toString();
        }
        scan(part, null);
        return "{" + name(part) + "}";
    }

    /** What the source calls a value: the last name in it. */
    private static String name(Tree value) {
        if (value instanceof MethodInvocationTree call) {
            return name(call.getMethodSelect());
        }
        if (value instanceof MemberSelectTree member) {
            return member.getIdentifier().toString();
        }
        if (value instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        return value instanceof NewClassTree made ? name(made.getIdentifier()) : "…";
    }
}
