package io.towersense.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The arrows between the modules go one way, and between packages there is no way round. */
@AnalyzeClasses(packages = "io.towersense", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "io.towersense.telemetry..";
    private static final String SENSOR = "io.towersense.sensor..";
    private static final String AGENT = "io.towersense.agent..";
    private static final String CLOUD = "io.towersense.cloud..";
    private static final String LOCAL = "io.towersense.local..";
    private static final String DYNAMODB_LOCAL = "io.towersense.dynamodblocal..";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.towersense.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreStandsOnJacksonAlone = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE, "java..", "com.fasterxml.jackson..", "org.jspecify.."));

    @ArchTest
    static final ArchRule coreHasNoFilesNoNetworkAndNoThreads = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent.."));

    @ArchTest
    static final ArchRule theDriverInterfaceKnowsNoBus = classes()
            .that()
            .resideInAPackage("io.towersense.sensor")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.towersense.sensor", CORE, "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule onlyTheBusKnowsPi4j = noClasses()
            .that()
            .resideOutsideOfPackage("io.towersense.sensor.i2c.pi4j")
            .should()
            .dependOnClassesThat(resideInAPackage("com.pi4j.."));

    @ArchTest
    static final ArchRule driversKnowOnlyCore = onlyOurs(SENSOR, CORE);

    @ArchTest
    static final ArchRule theAgentKnowsOnlyCoreAndDrivers = onlyOurs(AGENT, CORE, SENSOR);

    @ArchTest
    static final ArchRule theFunctionsKnowOnlyCore = onlyOurs(CLOUD, CORE);

    @ArchTest
    static final ArchRule theLocalCloudKnowsCoreAndTheFunctions = onlyOurs(LOCAL, CORE, CLOUD, DYNAMODB_LOCAL);

    @ArchTest
    static final ArchRule theAgentUsesNoServiceOfAws = noClasses()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.."));

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.towersense.telemetry.time.SystemClock")
            .and(not(resideInAPackage(DYNAMODB_LOCAL)))
            .and(not(resideInAPackage("io.towersense.bench..")))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static ArchRule onlyOurs(String of, String... others) {
        String[] allowed = new String[others.length + 1];
        System.arraycopy(others, 0, allowed, 0, others.length);
        allowed[others.length] = of;
        return noClasses()
                .that()
                .resideInAPackage(of)
                .should()
                .dependOnClassesThat(resideInAPackage("io.towersense..").and(not(resideInAnyPackage(allowed))));
    }
}
