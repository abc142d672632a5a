package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
    @Test
    void cpuIsReadBehindAnyName() {
        ServerProcess.Cpu cpu = ServerProcess.cpu(
                "4711 (a ) b (c) S 1 4711 4711 0 -1 4194560 5 0 0 0 1234 56 0 0 20 0 30 0 99 1000 2000");
        assertThat(cpu.user()).isEqualTo(12.34);
        assertThat(cpu.system()).isEqualTo(0.56);
        assertThat(cpu.total()).isEqualTo(12.9);
    }

    @Test
    void memoryIsReadByName() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  300 kB", "VmRSS:\t  200 kB");
        assertThat(ServerProcess.field(status, "VmRSS:")).isEqualTo(200);
        assertThat(ServerProcess.field(status, "VmHWM:")).isEqualTo(300);
        assertThat(ServerProcess.field(status, "VmSwap:")).isZero();
    }

    @Test
    void nobodyUsesNothing() throws IOException {
        assertThat(new ServerProcess("").cpu()).isEqualTo(ServerProcess.Cpu.NONE);
        assertThat(new ServerProcess("").residentKb()).isZero();
    }

    @Test
    void theHeapIsAddedUp() {
        assertThat(ServerProcess.usedHeapKb(" def new generation   total 116160K, used 20659K [0x1, 0x2, 0x3)\n"
                        + "  eden space 103296K,  20% used [0x1, 0x2, 0x3)\n"
                        + " tenured generation   total 258048K, used 1000K [0x1, 0x2, 0x3)\n"
                        + "   the space 258048K,   0% used [0x1, 0x2, 0x3)\n"
                        + " Metaspace       used 8906K, committed 9088K, reserved 1114112K\n"))
                .isEqualTo(21_659);
        assertThat(ServerProcess.usedHeapKb(" garbage-first heap   total 8192K, used 512K [0x1, 0x2)"))
                .isEqualTo(512);
        assertThat(ServerProcess.usedHeapKb("")).isZero();
    }
}
