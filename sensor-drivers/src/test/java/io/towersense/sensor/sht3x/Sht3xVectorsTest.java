package io.towersense.sensor.sht3x;

import io.towersense.sensor.sensirion.SensirionVectors;

class Sht3xVectorsTest extends SensirionVectors {
    Sht3xVectorsTest() {
        super(new Sht3xProvider(), "2400", Sht3xProvider.PERCENT, "sht3x");
    }
}
