package io.towersense.local.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of Terraform's language: its blocks, and the text of each attribute's expression. What is in an expression does
 * not matter here, but where it ends does.
 */
final class HclReader {
    /** Space and comments; taken whole, so that nothing in a comment is read. */
    static final Pattern BLANK = Pattern.compile("(?s)(?:\\s|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/)*+");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w-]*|\"[^\"]*\"");
    private static final Pattern SIGN = Pattern.compile("[ \\t]*(=(?!=)|\\{|(?=[A-Za-z_\"]))[ \\t]*");
    private static final Pattern HEREDOC = Pattern.compile("(?s)<<-?(\\w+)\\n.*?\\n[ \\t]*\\1(?=\\s)");
    private static final Pattern LINE_COMMENT = Pattern.compile("#[^\\n]*|//[^\\n]*");

    private final String file;
    private final String text;
    private int at;

    private HclReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for a person
     * @throws InvalidDeploymentException if it is not Terraform's language
     */
    static HclBlock read(String file, String text) throws InvalidDeploymentException {
        HclReader reader = new HclReader(file, text);
        HclBlock whole = reader.body("", List.of(), file);
        if (reader.at < text.length()) {
            throw reader.wrong("a '}' too many");
        }
        return whole;
    }

    private HclBlock body(String type, List<String> labels, String place) throws InvalidDeploymentException {
        Map<String, HclExpression> attributes = new LinkedHashMap<>();
        List<HclBlock> blocks = new ArrayList<>();
        for (skip(BLANK); at < text.length() && text.charAt(at) != '}'; skip(BLANK)) {
            String line = place();
            String name = take(WORD, "a name");
            List<String> words = new ArrayList<>();
            String sign = take(SIGN, "'=' or '{'").strip();
            while (sign.isEmpty()) {
                words.add(unquoted(take(WORD, "a label")));
                sign = take(SIGN, "'{'").strip();
            }
            if (sign.equals("=")) {
                attributes.put(name, new HclExpression(line, expression()));
            } else {
                blocks.add(body(name, words, line));
                if (at == text.length()) {
                    throw wrong("a '}' is missing");
                }
                at++;
            }
        }
        return new HclBlock(type, labels, place, attributes, blocks);
    }

    /** An expression ends with its line, unless a bracket is open, and before a bracket that it did not open. */
    private String expression() throws InvalidDeploymentException {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            char here = text.charAt(at);
            if (depth == 0 && (here == '\n' || here == '}' || comment())) {
                break;
            }
            if (here == '"') {
                string();
            } else if (comment()) {
                skip(LINE_COMMENT);
            } else if (!skip(HEREDOC)) {
                depth += "([{".indexOf(here) >= 0 ? 1 : 0;
                depth -= ")]}".indexOf(here) >= 0 ? 1 : 0;
                at++;
            }
        }
        return text.substring(start, at).strip();
    }

    private boolean comment() {
        return text.charAt(at) == '#' || text.startsWith("//", at);
    }

    /** A text, in whose <code>${...}</code> there may be texts again. */
    private void string() throws InvalidDeploymentException {
        int depth = 0;
        for (at++; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == '\\') {
                at++;
            } else if (here == '"' && depth == 0) {
                at++;
                return;
            } else if (here == '"') {
                string();
                at--;
            } else if (here == '{' && (depth > 0 || opens())) {
                depth++;
            } else if (here == '}' && depth > 0) {
                depth--;
            }
        }
        throw wrong("a '\"' is missing");
    }

    /** Whether the bracket here begins <code>${</code> or <code>%{</code>, and not their escapes with two signs. */
    private boolean opens() {
        char sign = text.charAt(at - 1);
        return (sign == '$' || sign == '%') && text.charAt(at - 2) != sign;
    }

    private boolean skip(Pattern pattern) {
        Matcher found = pattern.matcher(text).region(at, text.length());
        if (!found.lookingAt()) {
            return false;
        }
        at = found.end();
        return true;
    }

    private String take(Pattern pattern, String what) throws InvalidDeploymentException {
        int start = at;
        if (!skip(pattern)) {
            throw wrong(what + " is expected");
        }
        return text.substring(start, at);
    }

    private static String unquoted(String word) {
        return word.startsWith("\"") ? word.substring(1, word.length() - 1) : word;
    }

    private String place() {
        return file + ":"
                + (1 + text.substring(0, at).chars().filter(c -> c == '\n').count());
    }

    private InvalidDeploymentException wrong(String what) {
        return new InvalidDeploymentException(place(), what);
    }
}
