package io.towersense.local.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule's SQL: which topics it takes, and what it makes of a message.
 *
 * @param columns by their names, in order
 */
record RuleSql(Map<String, RuleExpression> columns, TopicFilter from) {
    RuleSql {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Reads {@code SELECT expression AS name, ... FROM 'filter'} with the expressions that the local cloud can evaluate.
     *
     * @throws IllegalArgumentException if there is anything else in it; one line that names it
     */
    static RuleSql parse(String sql) {
        return new RuleSqlParser(sql).select();
    }

    /** The message as the SQL has it. What is undefined is left out, as at AWS. */
    ObjectNode evaluate(RuleMessage message) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        columns.forEach((name, expression) -> {
            if (!expression.evaluate(message).isMissingNode()) {
                result.set(name, expression.evaluate(message));
            }
        });
        return result;
    }
}
