package io.github.liveroom.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the kernel says about a process, from {@code /proc} (proc(5)); all 0 without a process. */
final class ServerProcess {
    /** In which /proc counts, on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private final String pid;

    /** @param pid its number, {@code self}, or "" for none */
    ServerProcess(String pid) {
        this.pid = pid;
    }

    /** Seconds that all its threads ran, those included that have ended. */
    record Cpu(double user, double system) {
        static final Cpu NONE = new Cpu(0, 0);

        double total() {
            return user + system;
        }

        Cpu minus(Cpu before) {
            return new Cpu(user - before.user, system - before.system);
        }
    }

    Cpu cpu() throws IOException {
        return pid.isEmpty() ? Cpu.NONE : cpu(Files.readString(Path.of("/proc", pid, "stat")));
    }

    /** Reads /proc/PID/stat. The name, in parentheses, may hold anything. */
    static Cpu cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                Long.parseLong(fields[USER]) / TICKS_PER_SECOND, Long.parseLong(fields[SYSTEM]) / TICKS_PER_SECOND);
    }

    /** Resident memory in KiB. */
    long residentKb() throws IOException {
        return pid.isEmpty() ? 0 : field(Files.readAllLines(Path.of("/proc", pid, "status")), "VmRSS:");
    }

    /** The most there ever was of it, in KiB. */
    long peakKb() throws IOException {
        return pid.isEmpty() ? 0 : field(Files.readAllLines(Path.of("/proc", pid, "status")), "VmHWM:");
    }

    static long field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /**
     * Asks a JVM for a full collection, by {@code jcmd}.
     *
     * @return used heap in KiB after it, 0 where there is no answer
     */
    long collectedHeapKb() throws IOException, InterruptedException {
        jcmd("GC.run");
        return usedHeapKb(jcmd("GC.heap_info"));
    }

    /** Adds up what the generations use, or the one heap of a collector without. */
    static long usedHeapKb(String heapInfo) {
        return USED.matcher(heapInfo)
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
    }

    /** Asking ends with a signal, which ends what is no JVM. */
    private boolean isJvm() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", pid, "exe")).endsWith("java");
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        if (pid.isEmpty() || !isJvm()) {
            return "";
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
    }
}
