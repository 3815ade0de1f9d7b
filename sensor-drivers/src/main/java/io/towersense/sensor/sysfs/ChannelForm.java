package io.towersense.sensor.sysfs;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the channels of one metric are called.
 *
 * @param file a file that makes a channel one to read unasked: group 1 is the channel's name, group 2 its number, which
 *     may be missing
 * @param name all that a channel may be called
 * @param example for a person who has to write one
 */
public record ChannelForm(Pattern file, Pattern name, String example) {
    /** The channel that is read where none is chosen: the one with the lowest number, before it the one without any. */
    Optional<String> usual(Collection<String> files) {
        return files.stream()
                .map(file::matcher)
                .filter(Matcher::matches)
                .min(Comparator.comparing(ChannelForm::number))
                .map(channel -> channel.group(1));
    }

    private static BigInteger number(MatchResult channel) {
        return channel.group(2).isEmpty() ? BigInteger.ONE.negate() : new BigInteger(channel.group(2));
    }
}
