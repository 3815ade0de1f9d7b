package io.towersense.cli.demo;

/** Where a person watches a demo. Thread-safe. */
interface DemoView extends AutoCloseable {
    /** Shows how far the readings have come. */
    void progress(Progress progress);

    /** Shows something that happened, as one line. */
    void event(String line);

    /** Shows nothing more. */
    @Override
    void close();
}
