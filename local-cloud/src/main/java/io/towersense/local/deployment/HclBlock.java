package io.towersense.local.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of Terraform's language, {@code resource "aws_kinesis_stream" "readings" {...}}; also a whole file, which is a block
 * without a type.
 *
 * @param labels the type's, without quotes
 * @param attributes by name, not evaluated
 */
record HclBlock(
        String type, List<String> labels, String place, Map<String, HclExpression> attributes, List<HclBlock> blocks) {
    HclBlock {
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /** The blocks in it with this type and these labels. */
    Stream<HclBlock> all(String wanted, String... wantedLabels) {
        return blocks.stream().filter(block -> block.type.equals(wanted) && block.labels.equals(List.of(wantedLabels)));
    }

    Optional<HclExpression> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
