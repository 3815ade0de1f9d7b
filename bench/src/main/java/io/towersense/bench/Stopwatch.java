package io.towersense.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Wall time and this process' processor time. */
final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Stopwatch() {}

    /** Does the work and says what it took to store that many readings. The heap is tidied first, unmeasured. */
    static Sample measure(int readings, Work work) throws IOException {
        System.gc();
        long processor = PROCESS.getProcessCpuTime();
        long begun = System.nanoTime();
        work.run();
        long ended = System.nanoTime();
        return new Sample(readings, (ended - begun) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
    }

    /** What is measured. */
    interface Work {
        void run() throws IOException;
    }
}
