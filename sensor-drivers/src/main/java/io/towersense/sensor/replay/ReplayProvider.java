package io.towersense.sensor.replay;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.SensorDriverProvider;
import java.util.Set;

/**
 * The driver {@code replay}. Its options:
 *
 * <ul>
 *   <li>{@code file}: a CSV file with a header, UTF-8, separated by {@code ,} {@code ;} or tab. Relative to the folder
 *       in which the program runs
 *   <li>{@code map}: which metric comes from which column, and the column's unit where it is not the metric's:
 *       {@code temperature=T_out,pressure=Press_mm_hg[mmHg]}
 *   <li>{@code time_column}: by default the one named timestamp, time, datetime or date
 *   <li>{@code time_format}: a pattern of {@link java.time.format.DateTimeFormatter}, such as {@code d/M/yyyy H:mm};
 *       by default ISO 8601 or {@code yyyy-MM-dd HH:mm:ss}
 *   <li>{@code zone}: of times without an offset, {@code UTC} by default
 *   <li>{@code rebase}: {@code original} (the default) keeps the rows' times; {@code now} moves them all, so that the
 *       first row is measured now
 *   <li>{@code speed}: {@code max} (the default), or seconds of the recording in one second, 0.001 to 1000000
 * </ul>
 */
public final class ReplayProvider implements SensorDriverProvider {
    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Set<String> options() {
        return Set.of(
                ReplaySettings.FILE,
                ReplaySettings.MAP,
                ReplaySettings.TIME_COLUMN,
                ReplaySettings.TIME_FORMAT,
                ReplaySettings.ZONE,
                ReplaySettings.REBASE,
                ReplaySettings.SPEED);
    }

    @Override
    public ReplayDriver open(DriverContext context) {
        ReplaySettings settings = ReplaySettings.of(context.options());
        return new ReplayDriver(Recording.open(settings), settings, context.clock());
    }
}
