package io.towersense.sensor.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a file separates its columns. A line is parsed by itself, so that a stray quotation mark costs one line and not the
 * rest of the file; columns that go on over several lines are not understood.
 *
 * @param separator {@code ,} {@code ;} or tab
 * @param parser for lines so separated
 */
record CsvFormat(char separator, CsvReader.CsvReaderBuilder parser) {

    /** The format whose separator stands most often in the header, outside quotation marks; a comma where none does. */
    static CsvFormat of(String header) {
        String bare = header.replaceAll("\"[^\"]*\"", "");
        char separator = Stream.of('\t', ';', ',')
                .max(Comparator.comparingLong(
                        candidate -> bare.chars().filter(c -> c == candidate).count()))
                .orElseThrow();
        return new CsvFormat(
                separator, CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false));
    }

    /** The line's columns without the space around them; empty where its quotation marks make no sense. */
    Optional<List<String>> split(String line) {
        try {
            return Optional.of(parser.ofSingleCsvRecord(line).getFields().stream()
                    .map(String::strip)
                    .toList());
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }
}
