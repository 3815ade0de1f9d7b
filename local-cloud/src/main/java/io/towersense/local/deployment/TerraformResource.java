package io.towersense.local.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource of a module, or a block in one, with what its attributes are. */
record TerraformResource(TerraformModule module, String address, HclBlock block) {
    private static final Pattern LIST = Pattern.compile("\\[(.*)]", Pattern.DOTALL);
    private static final String BLANK = HclReader.BLANK.pattern();
    private static final Pattern ELEMENT =
            Pattern.compile(BLANK + "(\"[^\"]*\"|[\\w.]+)" + BLANK + "(?:,|\\z)" + BLANK);

    /** The attribute, which has to be there. */
    String text(String name) throws InvalidDeploymentException {
        return module.evaluate(expression(name));
    }

    /** The attribute, where it is there. */
    String text(String name, String otherwise) throws InvalidDeploymentException {
        return block.attribute(name).isPresent() ? text(name) : otherwise;
    }

    int number(String name, int otherwise) throws InvalidDeploymentException {
        String text = text(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name + " is '" + text + "', which is no whole number");
        }
    }

    List<String> texts(String name) throws InvalidDeploymentException {
        Optional<HclExpression> written = block.attribute(name);
        if (written.isEmpty()) {
            return List.of();
        }
        Matcher list = LIST.matcher(written.get().text());
        if (!list.matches()) {
            throw wrong(name + " is no list in brackets");
        }
        String elements = list.group(1);
        List<String> texts = new ArrayList<>();
        Matcher element = ELEMENT.matcher(elements);
        while (element.lookingAt()) {
            texts.add(module.evaluate(new HclExpression(written.get().place(), element.group(1))));
            element.region(element.end(), elements.length());
        }
        if (!HclReader.BLANK.matcher(elements.substring(element.regionStart())).matches()) {
            throw written.get().notRead();
        }
        return texts;
    }

    /** The one block in it with that type. */
    TerraformResource inner(String type) throws InvalidDeploymentException {
        List<HclBlock> found = block.all(type).toList();
        if (found.size() != 1) {
            throw wrong("the local cloud needs one block " + type + " here, and there are " + found.size());
        }
        return new TerraformResource(module, address, found.get(0));
    }

    /** Refuses what the local cloud would leave out, so that nobody takes it for tried. */
    void holdsOnly(Set<String> known) throws InvalidDeploymentException {
        for (String name : block.attributes().keySet()) {
            if (!known.contains(name)) {
                throw unknown(name);
            }
        }
        for (HclBlock inner : block.blocks()) {
            if (!known.contains(inner.type())) {
                throw unknown(inner.type());
            }
        }
    }

    private InvalidDeploymentException unknown(String name) {
        return wrong("the local cloud does not know " + name
                + "; teach it, or name it in Deployment if it makes no difference here");
    }

    InvalidDeploymentException wrong(String what) {
        return new InvalidDeploymentException(block.place(), address + ": " + what);
    }

    private HclExpression expression(String name) throws InvalidDeploymentException {
        return block.attribute(name).orElseThrow(() -> wrong(name + " is missing"));
    }
}
