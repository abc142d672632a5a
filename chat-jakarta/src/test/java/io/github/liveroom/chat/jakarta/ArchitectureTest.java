package io.github.liveroom.chat.jakarta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/** The arrows inside this module; those between modules are in the poms. */
@AnalyzeClasses(packages = "io.github.liveroom.chat.jakarta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.liveroom.chat.jakarta";
    private static final String WIRE = ROOT + ".wire..";
    private static final String SESSION = ROOT + ".session..";
    private static final String METERS = ROOT + ".meters..";
    private static final String PAGES = ROOT + ".pages..";
    private static final String CORE = "io.github.liveroom.chat";
    private static final String SPI = "io.github.liveroom.chat.spi";

    @ArchTest
    static final ArchRule wireKnowsOnlyCoreAndJackson = classes()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(WIRE, CORE, SPI, "com.fasterxml.jackson.core..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule sessionKnowsNoContainer = classes()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SESSION, WIRE, CORE, SPI, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule metersKnowNoContainer = classes()
            .that()
            .resideInAPackage(METERS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(METERS, WIRE, CORE, SPI, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule pagesKnowOnlyWhatAHostWouldKnow = classes()
            .that()
            .resideInAPackage(PAGES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(PAGES, ROOT, CORE, "jakarta.servlet..", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheBuilderReadsClocks = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ChatGatewayBuilder.class.getName())
            .should()
            .accessTargetWhere(readsAClock());

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logsGoToTheSystemLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAccess<?>> readsAClock() {
        return DescribedPredicate.describe("reads a clock", access -> {
            if (!(access instanceof JavaCodeUnitAccess)) {
                return false;
            }
            String name = access.getTarget().getName();
            String owner = access.getTargetOwner().getFullName();
            return switch (name) {
                case "nanoTime", "currentTimeMillis" -> owner.equals(System.class.getName());
                case "now" -> owner.startsWith("java.time.");
                case "system" -> owner.equals(InstantSource.class.getName());
                case "systemUTC", "systemDefaultZone", "tick", "tickMillis" -> owner.equals(Clock.class.getName());
                case "<init>" ->
                    Set.of("java.util.Date", "java.util.GregorianCalendar").contains(owner);
                default -> false;
            };
        });
    }
}
