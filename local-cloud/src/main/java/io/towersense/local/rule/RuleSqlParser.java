package io.towersense.local.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of AWS IoT's SQL, in the part of it that the local cloud can evaluate. */
final class RuleSqlParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:([A-Za-z_]\\w*)|(\\d+)|'([^']*)'|(\\S)|\\z)");
    private static final String KNOWN = "encode(*, 'base64'), topic(n) and timestamp()";

    private final String sql;
    private final Matcher token;
    private int at;

    RuleSqlParser(String sql) {
        this.sql = sql;
        this.token = TOKEN.matcher(sql);
        next();
    }

    RuleSql select() {
        keyword("SELECT");
        Map<String, RuleExpression> columns = new LinkedHashMap<>();
        do {
            RuleExpression expression = expression();
            keyword("AS");
            columns.put(name(), expression);
        } while (accept(","));
        keyword("FROM");
        TopicFilter from = new TopicFilter(string());
        end();
        return new RuleSql(columns, from);
    }

    /** A single expression, which is all that there is. */
    RuleExpression only() {
        RuleExpression only = expression();
        end();
        return only;
    }

    private RuleExpression expression() {
        String function = token.group(1);
        if (function == null) {
            throw unknown();
        }
        RuleExpression known = switch (function) {
            case "encode" -> encode();
            case "topic" -> topic();
            case "timestamp" -> timestamp();
            default -> throw unknown();
        };
        require(")");
        return known;
    }

    private RuleExpression encode() {
        open();
        require("*");
        require(",");
        String encoding = string();
        if (!encoding.equals("base64")) {
            throw new IllegalArgumentException("encode(*, '" + encoding + "'): the local cloud encodes as base64 only");
        }
        return new RuleExpression.EncodedPayload();
    }

    private RuleExpression topic() {
        open();
        String number = token.group(2);
        if (number == null || number.length() > 2 || number.equals("0")) {
            throw new IllegalArgumentException("topic(" + found() + "): the local cloud knows topic(n), n from 1");
        }
        next();
        return new RuleExpression.TopicLevel(Integer.parseInt(number));
    }

    private RuleExpression timestamp() {
        open();
        return new RuleExpression.ReceivedAt();
    }

    private void open() {
        next();
        require("(");
    }

    private void keyword(String word) {
        String found = token.group(1);
        if (found == null || !found.equalsIgnoreCase(word)) {
            throw expected(word);
        }
        next();
    }

    private String name() {
        String name = token.group(1);
        if (name == null) {
            throw expected("a column's name");
        }
        next();
        return name;
    }

    private String string() {
        String text = token.group(3);
        if (text == null) {
            throw expected("a text in single quotes");
        }
        next();
        return text;
    }

    private boolean accept(String symbol) {
        if (!symbol.equals(token.group(4))) {
            return false;
        }
        next();
        return true;
    }

    private void require(String symbol) {
        if (!accept(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    private void end() {
        if (!found().isEmpty()) {
            throw new IllegalArgumentException(
                    "the local cloud does not know what begins with '" + found() + "' in: " + sql);
        }
    }

    private void next() {
        token.region(at, sql.length());
        token.lookingAt();
        at = token.end();
    }

    private String found() {
        return token.group().strip();
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("the local cloud knows " + KNOWN + ", not '" + found() + "' in: " + sql);
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(what + " is expected where '" + found()
                + "' stands (the local cloud knows a part of AWS's SQL) in: " + sql);
    }
}
