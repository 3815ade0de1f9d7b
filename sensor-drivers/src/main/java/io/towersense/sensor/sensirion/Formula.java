package io.towersense.sensor.sensirion;

/** A straight line from ticks, 0 to 65,535, to a value: {@code lowest + span * ticks / 65535}. */
public record Formula(double lowest, double span) {
    /** °C: SHT3x-DIS datasheet, section 4.13, and SHT4x datasheet, section 4.6. */
    public static final Formula CELSIUS = new Formula(-45, 175);

    private static final double FULL_SCALE = 65_535;

    /** The value of these ticks. */
    public double of(int ticks) {
        return lowest + span * ticks / FULL_SCALE;
    }
}
