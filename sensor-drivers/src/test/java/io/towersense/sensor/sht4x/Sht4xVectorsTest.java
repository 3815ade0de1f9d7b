package io.towersense.sensor.sht4x;

import io.towersense.sensor.sensirion.SensirionVectors;

class Sht4xVectorsTest extends SensirionVectors {
    Sht4xVectorsTest() {
        super(new Sht4xProvider(), "fd", Sht4xProvider.PERCENT, "sht4x");
    }
}
