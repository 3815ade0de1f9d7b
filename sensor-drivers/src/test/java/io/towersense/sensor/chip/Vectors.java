package io.towersense.sensor.chip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.testing.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The sensor reference vectors beside the project: what the makers' own code makes of registers. */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** The rows of a file, such as {@code bme280}. For tests that require the part SHARED. */
    public static List<JsonNode> rows(String name) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : Files.readAllLines(Part.SHARED.require().resolve("vectors/" + name + ".jsonl"))) {
                rows.add(JSON.readTree(line));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field of hexadecimal digits as bytes. */
    public static byte[] bytes(JsonNode row, String field) {
        return HexFormat.of().parseHex(row.path(field).textValue());
    }
}
