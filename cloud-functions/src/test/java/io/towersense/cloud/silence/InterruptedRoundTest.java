package io.towersense.cloud.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.FaultyDynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to an invocation at whichever of its steps, people are told, and told once. */
class InterruptedRoundTest {
    private static final int MOST_STEPS = 200;

    /** What happens to an invocation at a step. */
    enum Trouble {
        /** The step fails: before the service did anything, or its answer is lost. */
        ONE_STEP_FAILS,
        /** The invocation ends there. */
        NOTHING_WORKS_FROM_THERE_ON
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsToldOnceWhicheverStepFails(Trouble trouble) {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean interrupted = interrupt(watched, step, trouble);
            watched.look();
            watched.look();

            assertThat(watched.told())
                    .as("step %s", step)
                    .containsExactlyInAnyOrder("raised gateway-1", "raised tower-9");
            assertThat(watched.mark("gateway-1", "GATEWAY")).contains("silent");
            assertThat(watched.mark("tower-9", "DEVICE")).contains("silent");
            return interrupted;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReturnIsToldOnceWhicheverStepFails(Trouble trouble) {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            watched.look();
            comeBack(watched);
            boolean interrupted = interrupt(watched, step, trouble);
            watched.look();
            watched.look();

            assertThat(watched.told()).as("step %s", step).hasSize(4).contains("cleared gateway-1", "cleared tower-9");
            assertThat(watched.mark("gateway-1", "GATEWAY")).contains("heard");
            assertThat(watched.mark("tower-9", "DEVICE")).contains("heard");
            return interrupted;
        });
    }

    @ParameterizedTest
    @EnumSource
    void anAlarmIsNotLeftStandingWhicheverStepFailedBeforeItsGatewayCameBack(Trouble trouble) {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean interrupted = interrupt(watched, step, trouble);
            comeBack(watched);
            watched.look();

            assertEnd(watched, step, "heard", List.of("", "cleared", "raised cleared"));
            return interrupted;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSilenceIsRaisedAgainWhicheverStepFailedWhenItsGatewayHadComeBack(Trouble trouble) {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            watched.look();
            comeBack(watched);
            boolean interrupted = interrupt(watched, step, trouble);
            watched.pass(Duration.ofMinutes(16));
            watched.look();

            assertEnd(watched, step, "silent", List.of("raised", "raised cleared raised"));
            return interrupted;
        });
    }

    @Test
    void anAlarmIsNotLeftStandingWhereAnotherInvocationSeesTheReturnBetweenAnyTwoSteps() {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean overtaken = overtake(watched, step, () -> {
                comeBack(watched);
                watched.look();
            });
            if (!overtaken) {
                comeBack(watched);
            }
            watched.look();

            assertEnd(watched, step, "heard", List.of("", "cleared", "raised cleared"));
            return overtaken;
        });
    }

    @Test
    void aSilenceIsRaisedAgainWhereAnotherInvocationSeesItBetweenAnyTwoStepsOfAReturn() {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            watched.look();
            comeBack(watched);
            boolean overtaken = overtake(watched, step, () -> {
                watched.pass(Duration.ofMinutes(16));
                watched.look();
            });
            watched.pass(Duration.ofMinutes(16));
            watched.look();

            assertEnd(watched, step, "silent", List.of("raised", "raised cleared raised"));
            return overtaken;
        });
    }

    @Test
    void silenceIsToldOnceWhereAnotherInvocationComesBetweenAnyTwoSteps() {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean overtaken = overtake(watched, step, watched::look);
            watched.look();

            assertThat(watched.told())
                    .as("step %s", step)
                    .containsExactlyInAnyOrder("raised gateway-1", "raised tower-9");
            return overtaken;
        });
    }

    @Test
    void silenceAndReturnAreToldOnceWhereBothComeAboutBetweenAnyTwoSteps() {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean overtaken = overtake(watched, step, () -> {
                watched.look();
                comeBack(watched);
                watched.look();
            });
            comeBack(watched);
            watched.look();
            watched.look();

            assertThat(watched.told())
                    .as("step %s", step)
                    .containsExactlyInAnyOrder(
                            "raised gateway-1", "raised tower-9", "cleared gateway-1", "cleared tower-9");
            assertThat(watched.mark("gateway-1", "GATEWAY")).contains("heard");
            assertThat(watched.mark("tower-9", "DEVICE")).contains("heard");
            return overtaken;
        });
    }

    @Test
    void aDeviceThatIsClaimedBetweenAnyTwoStepsIsNotLeftSilent() {
        forEachStep(step -> {
            WatchedCloud watched = quiet();
            boolean overtaken = overtake(watched, step, () -> watched.hear("gateway-2", "tower-9"));
            watched.pass(Duration.ofSeconds(20));
            watched.hear("gateway-2", "tower-9");
            watched.look();
            watched.look();

            assertThat(watched.told().stream().filter(told -> told.endsWith("tower-9")))
                    .as("step %s", step)
                    .isIn(List.of(), List.of("raised tower-9", "cleared tower-9"));
            assertThat(watched.mark("tower-9", "DEVICE")).isEmpty();
            return overtaken;
        });
    }

    /** @param tellings of one alarm, each in the order in which people may be told */
    private static void assertEnd(WatchedCloud watched, int step, String mark, List<String> tellings) {
        for (String id : List.of("gateway-1", "tower-9")) {
            assertThat(watched.mark(id, id.startsWith("gateway") ? "GATEWAY" : "DEVICE"))
                    .as("mark of %s, step %s", id, step)
                    .contains(mark);
            assertThat(watched.told().stream()
                            .filter(told -> told.endsWith(id))
                            .map(told -> told.substring(0, told.indexOf(' ')))
                            .collect(Collectors.joining(" ")))
                    .as("told of %s, step %s", id, step)
                    .isIn(tellings);
        }
    }

    /** @param test whether the invocation has so many steps */
    private static void forEachStep(IntPredicate test) {
        int step = 1;
        while (step < MOST_STEPS && test.test(step)) {
            step++;
        }
        assertThat(step).isBetween(20, MOST_STEPS - 1);
    }

    private static WatchedCloud quiet() {
        WatchedCloud watched = new WatchedCloud();
        watched.hear("gateway-1", "tower-1");
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(16));
        return watched;
    }

    private static void comeBack(WatchedCloud watched) {
        watched.pass(Duration.ofMinutes(2));
        watched.hear("gateway-1", "tower-1");
        watched.hearBare("tower-9");
    }

    /** Runs the function with trouble at this step; false where it has not so many. */
    private static boolean interrupt(WatchedCloud watched, int step, Trouble trouble) {
        IntPredicate fails = trouble == Trouble.ONE_STEP_FAILS ? now -> now == step : now -> now >= step;
        AtomicInteger steps = new AtomicInteger();
        atEachStep(watched, () -> {
            if (fails.test(steps.incrementAndGet())) {
                throw FaultyDynamoDb.error("InternalServerError", 500);
            }
        });
        try {
            watched.function().handleRequest(Map.of(), null);
        } catch (RuntimeException expected) {
            assertThat(expected).hasMessageContaining("injected");
        }
        atEachStep(watched, () -> {});
        watched.tell();
        return steps.get() >= step;
    }

    /** Runs the function, and at this step something else; false where it has not so many. */
    private static boolean overtake(WatchedCloud watched, int step, Runnable other) {
        AtomicInteger steps = new AtomicInteger();
        atEachStep(watched, () -> {
            if (steps.incrementAndGet() == step) {
                atEachStep(watched, () -> {});
                other.run();
            }
        });
        watched.function().handleRequest(Map.of(), null);
        atEachStep(watched, () -> {});
        watched.tell();
        return steps.get() >= step;
    }

    private static void atEachStep(WatchedCloud watched, Runnable action) {
        watched.cloud.dynamoDb.beforeRead(action);
        watched.cloud.dynamoDb.beforeUpdate(request -> action.run());
        watched.cloud.dynamoDb.afterUpdate(request -> action.run());
        watched.cloud.invocations.before(action);
        watched.progress(now -> {
            action.run();
            return Optional.of(Duration.ZERO);
        });
    }
}
