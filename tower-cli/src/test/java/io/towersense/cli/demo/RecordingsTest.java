package io.towersense.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.configuration.Device;
import io.towersense.telemetry.time.Clock;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Real recordings, from the file to the table: every number is numerically equal to the file's. */
@Requires(Part.SHARED)
class RecordingsTest {
    private static final BigDecimal HECTOPASCAL_PER_MMHG = new BigDecimal("1.33322387415");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter SORT_KEY = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("d/M/uuuu H:mm");

    @TempDir
    private Path folder;

    /** A metric's column in the file, counted from 0 in its rows, and what the file's number becomes. */
    private record Column(String metric, int index, UnaryOperator<BigDecimal> conversion) {
        static Column same(String metric, int index) {
            return new Column(metric, index, UnaryOperator.identity());
        }
    }

    @Test
    void occupancyStoresEveryReading() throws Exception {
        Path file = recording("datatraining.txt");
        DemoReport report = replayAndCompare(
                file,
                Map.of("map", "temperature=Temperature,humidity=Humidity", "time_column", "date"),
                expected(file, 1, SECONDS, Column.same("temperature", 2), Column.same("humidity", 3)));
        assertThat(report.sampled()).isEqualTo(8_143);
        assertThat(report.stored()).isEqualTo(8_143);
    }

    @Test
    void outdoorWeatherIsConvertedFromMillimetresOfMercury() throws Exception {
        Path file = recording("energydata_complete.csv");
        UnaryOperator<BigDecimal> hectopascal =
                value -> value.multiply(HECTOPASCAL_PER_MMHG).setScale(2, RoundingMode.HALF_EVEN);
        DemoReport report = replayAndCompare(
                file,
                Map.of(
                        "map", "temperature=T_out,humidity=RH_out,pressure=Press_mm_hg[mmHg]",
                        "time_column", "date",
                        "time_format", "d/M/yyyy H:mm"),
                expected(
                        file,
                        0,
                        DAY_FIRST,
                        Column.same("temperature", 21),
                        new Column("pressure", 22, hectopascal),
                        Column.same("humidity", 23)));
        assertThat(report.sampled()).isEqualTo(14_941);
        assertThat(report.stored()).isEqualTo(14_941);
    }

    @Test
    void aRowThatComesAgainReplacesTheEarlierOne() throws Exception {
        Path file = recording("machine_temperature_system_failure.csv");
        DemoReport report = replayAndCompare(
                file,
                Map.of("map", "temperature=value", "time_column", "timestamp"),
                expected(file, 0, SECONDS, Column.same("temperature", 1)));
        assertThat(report.sampled()).isEqualTo(22_695);
        assertThat(report.stored()).isEqualTo(22_683);
        assertThat(report.superseded()).isEqualTo(12);
    }

    private static Path recording(String name) {
        return Part.SHARED.require().resolve("data/recorded").resolve(name);
    }

    private DemoReport replayAndCompare(
            Path file, Map<String, String> options, Map<String, Map<String, BigDecimal>> expected) throws Exception {
        Map<String, String> all = new HashMap<>(options);
        all.put("file", file.toString());
        List<Device> devices = DemoSite.replayed(all);
        Map<String, Map<String, BigDecimal>> stored = new TreeMap<>();
        DemoPlan plan = new DemoPlan(devices, Optional.empty(), folder, Optional.empty());
        DemoReport report =
                new Demo(plan, Clock.system(), new Silence(), cloud -> stored.putAll(table(cloud.dynamoDb()))).run();
        assertThat(report.addsUp()).isTrue();
        assertThat(report.pending()).isZero();
        assertThat(stored.keySet()).isEqualTo(expected.keySet());
        stored.forEach((time, values) -> assertThat(values)
                .as(time)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(expected.get(time)));
        return report;
    }

    private static Map<String, Map<String, BigDecimal>> table(DynamoDbClient dynamoDb) {
        Map<String, Map<String, BigDecimal>> readings = new TreeMap<>();
        dynamoDb.scanPaginator(request -> request.tableName("iot-sensor-readings"))
                .items()
                .forEach(item -> {
                    Map<String, BigDecimal> values = new TreeMap<>();
                    for (String metric : List.of("temperature", "humidity", "pressure")) {
                        Optional.ofNullable(item.get(metric))
                                .map(AttributeValue::n)
                                .ifPresent(number -> values.put(metric, new BigDecimal(number)));
                    }
                    readings.put(Objects.requireNonNull(item.get("timestamp")).s(), values);
                });
        return readings;
    }

    /** The file, read in the plainest way: no field in it has a comma of its own. */
    private static Map<String, Map<String, BigDecimal>> expected(
            Path file, int timeIndex, DateTimeFormatter format, Column... columns) throws IOException {
        Map<String, Map<String, BigDecimal>> readings = new TreeMap<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replace("\"", "").split(",", -1);
            Map<String, BigDecimal> values = new TreeMap<>();
            for (Column column : columns) {
                values.put(column.metric(), column.conversion().apply(new BigDecimal(cells[column.index()])));
            }
            readings.put(LocalDateTime.parse(cells[timeIndex], format).format(SORT_KEY), values);
        }
        return readings;
    }

    /** A view for nobody. */
    private static final class Silence implements DemoView {
        @Override
        public void progress(Progress progress) {}

        @Override
        public void event(String line) {}

        @Override
        public void close() {}
    }
}
