package io.towersense.testing;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test whose parts are absent, or fails it where {@code REQUIRE} names one of them. */
final class RequiresCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Requires.class)
                .map(requires -> evaluate(
                        List.of(requires.value()),
                        required(System.getenv("REQUIRE")),
                        part -> part.find().isPresent()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing"));
    }

    static ConditionEvaluationResult evaluate(List<Part> parts, Set<String> required, Predicate<Part> present) {
        List<Part> absent = parts.stream().filter(present.negate()).toList();
        if (absent.isEmpty()) {
            return ConditionEvaluationResult.enabled("all parts are here");
        }
        String reason = absent.stream()
                .map(part -> part.key() + ": needs " + part.description())
                .collect(Collectors.joining("; "));
        if (absent.stream().anyMatch(part -> required.contains(part.key()))) {
            throw new ExtensionConfigurationException("REQUIRE names a part that is absent: " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    static Set<String> required(@Nullable String variable) {
        return variable == null
                ? Set.of()
                : Stream.of(variable.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
