package io.towersense.sensor.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * The lines of a text, numbered from 1, whatever ends them. What exceeds the longest line that is taken is read over, so
 * that no file can fill the memory.
 */
final class LineReader implements Closeable {
    static final int LONGEST_LINE = 65_536;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private long number;
    private boolean afterCarriageReturn;

    /** @param reader buffered */
    LineReader(Reader reader) {
        this.reader = reader;
    }

    /**
     * One line.
     *
     * @param number from 1
     * @param text without the line's end
     * @param tooLong whether the text is only the line's beginning
     */
    record Line(long number, String text, boolean tooLong) {}

    /** The next line; empty at the end. */
    Optional<Line> next() throws IOException {
        text.setLength(0);
        boolean tooLong = false;
        boolean anything = false;
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            boolean secondOfTwo = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (secondOfTwo) {
                continue;
            }
            anything = true;
            if (next == '\n' || next == '\r') {
                break;
            }
            if (text.length() < LONGEST_LINE) {
                text.append((char) next);
            } else {
                tooLong = true;
            }
        }
        if (!anything) {
            return Optional.empty();
        }
        number++;
        boolean marked = number == 1 && text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK;
        return Optional.of(new Line(number, text.substring(marked ? 1 : 0), tooLong));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
