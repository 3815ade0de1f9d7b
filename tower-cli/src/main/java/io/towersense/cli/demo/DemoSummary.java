package io.towersense.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a demo ended, for a person. */
final class DemoSummary {
    private DemoSummary() {}

    static List<String> lines(DemoReport report) {
        return List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "%d sampled = %d stored + %d superseded + %d quarantined + %d dropped + %d pending%s",
                        report.sampled(),
                        report.stored(),
                        report.superseded(),
                        report.quarantined(),
                        report.dropped(),
                        report.pending(),
                        report.addsUp() ? "" : "; " + report.unaccounted() + " are not accounted for"),
                String.format(
                        Locale.ROOT,
                        "alarms: %d raised, %d cleared; notifications: %d raised, %d cleared",
                        report.alarmsRaised(),
                        report.alarmsCleared(),
                        report.notificationsRaised(),
                        report.notificationsCleared()),
                line("from the sensor to the table", report.latency()),
                line("to the technician's log", report.alertLog()),
                line("to a notification", report.notification()));
    }

    private static String line(String what, Optional<Latencies.Percentiles> percentiles) {
        return percentiles
                .map(measured -> String.format(
                        Locale.ROOT,
                        "%s: half within %d ms, 99 of 100 within %d ms",
                        what,
                        measured.p50().toMillis(),
                        measured.p99().toMillis()))
                .orElse(what + ": nothing came that far");
    }
}
