package io.towersense.local.deployment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression that is a literal or {@code var.name}: what the local cloud can evaluate, and all that is written where it
 * looks.
 */
final class HclScalar {
    private static final Pattern LITERAL = Pattern.compile("-?\\d+|true|false");
    private static final Pattern VARIABLE = Pattern.compile("var\\.(\\w+)");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** What stands for something else in a text: an escape, an escaped <code>${</code>, a variable, anything else. */
    private static final Pattern PART =
            Pattern.compile("\\\\(.)|\\$(\\$\\{)|\\$\\{\\s*var\\.(\\w+)\\s*}|(\\$\\{|%\\{)");

    private final TerraformModule module;
    private final HclExpression expression;

    HclScalar(TerraformModule module, HclExpression expression) {
        this.module = module;
        this.expression = expression;
    }

    String evaluate() throws InvalidDeploymentException {
        String text = expression.text();
        Matcher variable = VARIABLE.matcher(text);
        Matcher quoted = TEXT.matcher(text);
        if (LITERAL.matcher(text).matches()) {
            return text;
        }
        if (variable.matches()) {
            return variable(variable.group(1));
        }
        if (quoted.matches()) {
            return text(quoted.group(1));
        }
        throw expression.notRead();
    }

    private String text(String template) throws InvalidDeploymentException {
        StringBuilder text = new StringBuilder();
        Matcher part = PART.matcher(template);
        while (part.find()) {
            if (part.group(4) != null) {
                throw expression.notRead();
            }
            part.appendReplacement(text, "");
            if (part.group(1) != null) {
                text.append(escaped(part.group(1)));
            } else {
                text.append(part.group(2) != null ? part.group(2) : variable(part.group(3)));
            }
        }
        return part.appendTail(text).toString();
    }

    private String escaped(String sign) throws InvalidDeploymentException {
        return switch (sign) {
            case "n" -> "\n";
            case "\"", "\\" -> sign;
            default ->
                throw new InvalidDeploymentException(
                        expression.place(),
                        "the local cloud reads \\n, \\\" and \\\\ in a text, not \\" + sign
                                + "; write one of these, or teach it");
        };
    }

    private String variable(String name) throws InvalidDeploymentException {
        return module.variable(name)
                .orElseThrow(() -> new InvalidDeploymentException(
                        expression.place(), "var." + name + " has no default, so the local cloud does not know it"));
    }
}
