package io.towersense.agent.sensors;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.scan.Occupant;
import io.towersense.sensor.scan.Occupant.Held;
import io.towersense.sensor.scan.Occupant.Recognised;
import io.towersense.sensor.scan.ScannedBus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a scan has found, for a person and for a program.
 *
 * @param drivers of the chips that can be recognised
 */
record ScanReport(List<ScannedBus> buses, KernelDrivers kernel, List<ChipProvider> drivers) {
    /** What is wrong where nothing was found. */
    Optional<String> fault() {
        if (buses.stream().anyMatch(bus -> !bus.occupants().isEmpty())) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>();
        buses.stream()
                .flatMap(bus -> bus.problem().stream())
                .map(SensorProblem::sentence)
                .distinct()
                .forEach(sentences::add);
        String silent = buses.stream()
                .filter(bus -> bus.problem().isEmpty())
                .map(bus -> String.valueOf(bus.number()))
                .collect(Collectors.joining(", "));
        if (!silent.isEmpty()) {
            sentences.add("nothing answers on bus " + silent
                    + ": check the sensor's power, ground, SDA and SCL, and that it is plugged in");
        }
        return Optional.of(String.join("; ", sentences));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ScannedBus bus : buses) {
            boolean isSilent = bus.occupants().isEmpty() && bus.problem().isEmpty();
            lines.add("bus " + bus.number() + (isSilent ? ": nothing answers" : ""));
            bus.occupants()
                    .forEach(occupant -> lines.add(
                            "  " + ChipAddresses.hex(occupant.address()) + "  " + words(bus.number(), occupant)));
            bus.problem().ifPresent(problem -> lines.add("  not all of it could be asked: " + problem.sentence()));
        }
        return lines;
    }

    private String words(int bus, Occupant occupant) {
        if (occupant instanceof Recognised recognised) {
            return String.format("%-10s %s", recognised.chip(), configuration(bus, recognised));
        }
        if (occupant instanceof Held held) {
            String owner = kernel.owner(bus, held.address())
                    .map(name -> "the kernel driver " + name)
                    .orElse("a kernel driver");
            return "held by " + owner + ": read it with the driver iio or hwmon";
        }
        return "answers, and is no chip that a driver knows";
    }

    /** What to write for this chip, with its place where that is not the usual one. */
    private String configuration(int bus, Recognised chip) {
        ChipPlace usual = drivers.stream()
                .filter(driver -> driver.name().equals(chip.driver()))
                .findFirst()
                .map(ChipPlace::usual)
                .orElseThrow();
        List<String> options = new ArrayList<>();
        if (bus != usual.bus()) {
            options.add(ChipPlace.BUS + ": " + bus);
        }
        if (chip.address() != usual.address()) {
            options.add(ChipPlace.ADDRESS + ": " + ChipAddresses.hex(chip.address()));
        }
        return "driver: " + chip.driver()
                + (options.isEmpty() ? "" : ", options: {" + String.join(", ", options) + "}");
    }

    /** @param fault why nothing was found */
    String json(Optional<String> fault) {
        return JsonLine.of(json -> {
            json.writeArrayFieldStart("buses");
            for (ScannedBus bus : buses) {
                write(json, bus);
            }
            json.writeEndArray();
            if (fault.isPresent()) {
                json.writeStringField("fault", fault.get());
            }
        });
    }

    private void write(JsonGenerator json, ScannedBus bus) throws IOException {
        json.writeStartObject();
        json.writeNumberField("bus", bus.number());
        json.writeArrayFieldStart("devices");
        for (Occupant occupant : bus.occupants()) {
            json.writeStartObject();
            json.writeStringField("address", ChipAddresses.hex(occupant.address()));
            write(json, bus.number(), occupant);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (bus.problem().isPresent()) {
            json.writeStringField("fault", bus.problem().get().sentence());
            json.writeStringField("fault_kind", bus.problem().get().kind().label());
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, int bus, Occupant occupant) throws IOException {
        if (occupant instanceof Recognised recognised) {
            json.writeStringField("state", "recognised");
            json.writeStringField("driver", recognised.driver());
            json.writeStringField("chip", recognised.chip());
        } else if (occupant instanceof Held) {
            json.writeStringField("state", "held");
            Optional<String> owner = kernel.owner(bus, occupant.address());
            if (owner.isPresent()) {
                json.writeStringField("kernel_driver", owner.get());
            }
        } else {
            json.writeStringField("state", "unknown");
        }
    }
}
