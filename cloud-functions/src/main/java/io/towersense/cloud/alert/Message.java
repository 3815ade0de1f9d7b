package io.towersense.cloud.alert;

import java.util.Map;
import java.util.TreeMap;

/**
 * What SNS is given to send.
 *
 * @param subject one line of ASCII, at most {@value #LONGEST_SUBJECT} characters
 * @param text for mail and whatever else has room
 * @param shortText one line of ASCII, at most {@value #LONGEST_SHORT} characters, for SMS
 * @param attributes by which subscriptions filter; none of them empty
 */
record Message(String subject, String text, String shortText, Map<String, String> attributes) {
    static final int LONGEST_SUBJECT = 100;
    static final int LONGEST_SHORT = 140;

    Message {
        attributes = Map.copyOf(new TreeMap<>(attributes));
    }
}
