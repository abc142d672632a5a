package io.github.liveroom.chat.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.internal.ServiceThreads;
import io.github.liveroom.chat.spi.TimerThread;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the core may lean on. Each rule is shown to fail where it is broken. */
class ArchitectureTest {
    private static final String CORE = "io.github.liveroom.chat";

    /** What is built from the main sources: the place where the core's own classes come from. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(RoomServiceBuilder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    // ---------------------------------------------------------------- the rules

    private static final ArchRule STANDS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", CORE + "..", "org.jspecify..");

    private static final ArchRule ASKS_NO_CLOCK_AND_NO_CHANCE =
            noClasses().that().doNotBelongToAnyOf(RoomServiceBuilder.class).should(useTimeOrChanceThatWasNotGiven());

    private static final ArchRule STARTS_NO_THREADS = noClasses()
            .that()
            .doNotBelongToAnyOf(ServiceThreads.class, TimerThread.class)
            .should(startThreads());

    private static final ArchRule HAS_NO_STATIC_STATE = classes().should(haveOnlyConstantsAsStaticFields());

    private static ArchRule noLoopsBelow(String root) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        String name = javaClass.getPackageName();
                        return name.equals(root) || name.startsWith(root + ".")
                                ? SliceIdentifier.of(name)
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages below " + root;
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    private static ArchCondition<JavaClass> useTimeOrChanceThatWasNotGiven() {
        return accessing("use time or chance that was not given", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return switch (owner) {
                case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
                case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
                case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
                case "java.time.InstantSource" -> name.equals("system");
                case "java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom" ->
                    name.equals("<init>");
                case "java.util.concurrent.ThreadLocalRandom", "java.util.UUID" ->
                    name.equals("current") || name.equals("randomUUID");
                case "java.util.Date" -> name.equals("<init>");
                default -> owner.startsWith("java.time.") && name.equals("now");
            };
        });
    }

    private static ArchCondition<JavaClass> startThreads() {
        return accessing("start threads", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (owner.equals("java.lang.Thread") && name.equals("<init>"))
                    || owner.equals("java.util.concurrent.Executors")
                    || (owner.startsWith("java.util.concurrent.")
                            && owner.endsWith("PoolExecutor")
                            && name.equals("<init>"))
                    || (owner.equals("java.util.Timer") && name.equals("<init>"));
        });
    }

    /** Calls and method references alike. */
    private static ArchCondition<JavaClass> accessing(
            String description, java.util.function.Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
                    if (forbidden.test(access)) {
                        events.add(SimpleConditionEvent.satisfied(javaClass, access.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> haveOnlyConstantsAsStaticFields() {
        return new ArchCondition<>("have only constants as static fields") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                for (JavaField field : javaClass.getFields()) {
                    boolean constant = !field.getModifiers().contains(JavaModifier.STATIC)
                            || field.getModifiers().contains(JavaModifier.SYNTHETIC)
                            || (field.getModifiers().contains(JavaModifier.FINAL)
                                    && (!field.getModifiers().contains(JavaModifier.PUBLIC) || cannotChange(field)));
                    if (!constant) {
                        events.add(SimpleConditionEvent.violated(field, field.getDescription() + " can change"));
                    }
                }
            }

            private boolean cannotChange(JavaField field) {
                JavaClass type = field.getRawType();
                return !type.isArray()
                        && !type.isAssignableTo(Collection.class)
                        && !type.isAssignableTo(Map.class)
                        && !type.getPackageName().startsWith("java.util.concurrent");
            }
        };
    }

    // ---------------------------------------------------------------- the core keeps them

    @Test
    void standsAlone() {
        STANDS_ALONE.check(CLASSES);
    }

    @Test
    void asksNoClockAndNoChanceThatItWasNotGiven() {
        ASKS_NO_CLOCK_AND_NO_CHANCE.check(CLASSES);
    }

    @Test
    void startsNoThreadsButTheServicesOwn() {
        STARTS_NO_THREADS.check(CLASSES);
    }

    @Test
    void hasNoStaticState() {
        HAS_NO_STATIC_STATE.check(CLASSES);
    }

    @Test
    void hasNoLoopsAmongItsInternalPackages() {
        noLoopsBelow(CORE + ".internal").check(CLASSES);
    }

    @Test
    void looksAtTheWholeCore() {
        assertThat(CLASSES.contain(RoomServiceBuilder.class)).isTrue();
        assertThat(CLASSES.contain(ServiceThreads.class)).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    // ---------------------------------------------------------------- and they can be broken

    private static boolean isBroken(ArchRule rule, Class<?>... by) {
        return rule.evaluate(new ClassFileImporter().importClasses(by)).hasViolation();
    }

    static class LeansOnALibrary {
        Object assertion() {
            return assertThat(1);
        }
    }

    static class AsksTheClock {
        long milliseconds() {
            return System.currentTimeMillis();
        }
    }

    static class AsksTheTicker {
        final LongSupplier ticker = System::nanoTime;
    }

    static class AsksForNow {
        final Supplier<Instant> now = Instant::now;
    }

    static class AsksForToday {
        LocalDateTime today() {
            return LocalDateTime.now(Clock.systemUTC());
        }
    }

    static class AsksChance {
        double chance() {
            return Math.random();
        }
    }

    static class AsksTheThreadsChance {
        int chance() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    static class MakesChance {
        final Random random = new Random();
    }

    static class MakesSecureChance {
        final Supplier<Random> random = SecureRandom::new;
    }

    static class StartsAThread {
        Thread thread() {
            return new Thread();
        }
    }

    static class StartsAPool {
        Object pool() {
            return Executors.newCachedThreadPool();
        }
    }

    static class HasAStaticVariable {
        static int count;
    }

    public static class ShowsAnArray {
        public static final int[] NUMBERS = {1};
    }

    public static class ShowsAList {
        public static final List<String> WORDS = new ArrayList<>();
    }

    @Test
    void noticesWhatBreaksARule() {
        assertThat(isBroken(STANDS_ALONE, LeansOnALibrary.class)).isTrue();
        for (Class<?> bad : Set.of(
                AsksTheClock.class,
                AsksTheTicker.class,
                AsksForNow.class,
                AsksForToday.class,
                AsksChance.class,
                AsksTheThreadsChance.class,
                MakesChance.class,
                MakesSecureChance.class)) {
            assertThat(isBroken(ASKS_NO_CLOCK_AND_NO_CHANCE, bad))
                    .as(bad.getName())
                    .isTrue();
        }
        assertThat(isBroken(STARTS_NO_THREADS, StartsAThread.class)).isTrue();
        assertThat(isBroken(STARTS_NO_THREADS, StartsAPool.class)).isTrue();
        for (Class<?> bad : Set.of(HasAStaticVariable.class, ShowsAnArray.class, ShowsAList.class)) {
            assertThat(isBroken(HAS_NO_STATIC_STATE, bad)).as(bad.getName()).isTrue();
        }
        String loop = CORE + ".architecture.loop";
        assertThat(noLoopsBelow(loop)
                        .evaluate(new ClassFileImporter().importPackages(loop))
                        .hasViolation())
                .isTrue();
    }
}
