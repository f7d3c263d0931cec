package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class LaterTrustTest {
    private static final Path NOWHERE = Path.of("/nowhere");

    @Test
    void nobody_waits_for_the_roots_but_who_must_know() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        LaterTrust trust = new LaterTrust(() -> {
            gate.await();
            return TrustRoots.of(Map.of(), Optional.of(NOWHERE), NOWHERE);
        });
        assertThat(trust.context().createSSLEngine().getSupportedProtocols()).contains("TLSv1.3");
        trust.begin();
        FutureTask<Optional<String>> problem = new FutureTask<>(trust::problem);
        Thread asking = new Thread(problem);
        asking.start();
        while (asking.getState() != Thread.State.WAITING) Thread.onSpinWait();

        gate.countDown();

        assertThat(problem.get()).contains("certificates=/nowhere cannot be read");
    }

    @Test
    void they_are_read_once_and_only_when_somebody_is_going_to_ask() {
        AtomicInteger times = new AtomicInteger();
        LaterTrust trust = new LaterTrust(() -> {
            times.incrementAndGet();
            return TrustRoots.of(Map.of(), Optional.of(NOWHERE), NOWHERE);
        });
        assertThat(times).hasValue(0);

        trust.begin();
        trust.begin();

        assertThat(trust.problem()).contains("certificates=/nowhere cannot be read");
        assertThat(times).hasValue(1);
    }

    @Test
    void attack_where_the_roots_cannot_be_read_nobody_is_believed() {
        LaterTrust trust = new LaterTrust(() -> {
            throw new IOException("the file is damaged");
        });

        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("the file is damaged");
        assertThat(trust.problem()).isEmpty();
    }

    @Test
    void what_could_not_be_read_is_read_again() {
        AtomicInteger times = new AtomicInteger();
        LaterTrust trust = new LaterTrust(() -> {
            if (times.incrementAndGet() == 1) throw new IOException("too many open files");
            return TrustRoots.of(Map.of(), Optional.of(NOWHERE), NOWHERE);
        });

        assertThat(trust.problem()).isEmpty();

        assertThat(trust.problem()).contains("certificates=/nowhere cannot be read");
    }
}
