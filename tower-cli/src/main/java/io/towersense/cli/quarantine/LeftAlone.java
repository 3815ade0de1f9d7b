package io.towersense.cli.quarantine;

/** Why objects are left alone by a command that was not told of them by name, and what to do. */
enum LeftAlone {
    IN_VAIN("left alone that came back in vain before: name them by their KEY"),
    LATER("not looked at, written after this began by this machine's clock: run it again");

    private final String words;

    LeftAlone(String words) {
        this.words = words;
    }

    /** For a person, after a number. */
    String words() {
        return words;
    }
}
