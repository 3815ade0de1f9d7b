package io.towersense.sensor.sysfs;

import io.towersense.sensor.NearestName;
import io.towersense.sensor.SensorProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The device that a configuration means, looked for anew each time: the kernel numbers devices as they come, so that one
 * may have another number after a restart or a pulled plug.
 *
 * @param wanted the option {@code device}: the device's name, its folder, or a folder on the way to it; empty for the
 *     only one
 */
record DeviceChoice(KernelInterface kernel, SysfsRoot root, Optional<String> wanted) {
    static final String OPTION = "device";

    private static final String ADVICE = "check its wiring and its supply";

    /**
     * A device that is there.
     *
     * @param name what the kernel calls it, which may be nothing
     */
    record Candidate(String folder, Optional<String> name, SysfsDevice device) {}

    /** @throws SysfsException if there is none, or more than one */
    Candidate find() throws SysfsException, InterruptedException {
        List<Candidate> there = candidates();
        List<Candidate> meant = wanted.map(name -> there.stream()
                        .filter(candidate -> isCalled(candidate, name))
                        .toList())
                .orElse(there);
        if (meant.isEmpty()) {
            throw missing(there);
        }
        if (meant.size() > 1) {
            throw ambiguous(meant);
        }
        return meant.get(0);
    }

    private List<Candidate> candidates() throws SysfsException, InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        for (String folder : root.names()) {
            if (kernel.folder().matcher(folder).matches()) {
                candidates.add(candidate(folder));
            }
        }
        return candidates;
    }

    private Candidate candidate(String folder) throws InterruptedException {
        Optional<String> name = name(root.device(folder, folder, ADVICE));
        String title = name.map(known -> known + " (" + folder + ")").orElse(folder);
        return new Candidate(folder, name, root.device(folder, title, ADVICE));
    }

    /** A device need not have a name, and what is wrong with one must not keep another from being found. */
    private static Optional<String> name(SysfsDevice device) throws InterruptedException {
        try {
            return Optional.of(SysfsDevice.quote(device.text("name")));
        } catch (SysfsException e) {
            return Optional.empty();
        }
    }

    private static boolean isCalled(Candidate candidate, String name) {
        return candidate.folder().equals(name)
                || candidate.name().equals(Optional.of(name))
                || candidate.device().isBelow(name);
    }

    private SysfsException missing(List<Candidate> there) {
        String called = wanted.map(name -> " '" + name + "'").orElse("");
        String others = there.isEmpty() ? "" : ", only " + titles(there);
        String hint = wanted.map(name -> NearestName.hint(
                        name,
                        there.stream()
                                .flatMap(candidate -> candidate.name().stream())
                                .toList()))
                .orElse("");
        return new SysfsException(
                Kind.NO_BUS,
                "no " + kernel.name() + " device" + called + " in " + root + others
                        + ": check that the sensor's kernel driver is loaded, and its wiring" + hint);
    }

    private SysfsException ambiguous(List<Candidate> meant) {
        return new SysfsException(
                Kind.FAILED,
                meant.size() + " " + kernel.name() + " devices in " + root
                        + wanted.map(name -> " are '" + name + "'").orElse("") + ", " + titles(meant)
                        + ": set the option device to the name of one, to its folder, or to its place on a bus such as"
                        + " 1-0076");
    }

    private static String titles(List<Candidate> candidates) {
        return String.join(
                ", ",
                candidates.stream()
                        .map(candidate -> candidate.device().toString())
                        .toList());
    }
}
