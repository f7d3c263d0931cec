package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;

class LaterTlsTest {
    private final AtomicInteger times = new AtomicInteger();
    private final CountDownLatch trustWanted = new CountDownLatch(1);
    private final LaterTrust trust = new LaterTrust(() -> {
        trustWanted.countDown();
        return TrustRoots.of(Map.of(), Optional.empty());
    });
    private final LaterTls tls = new LaterTls(trust, () -> {
        times.incrementAndGet();
        return SSLContext.getDefault();
    });

    @Test
    void it_is_not_made_where_no_connection_wants_it() throws Exception {
        tls.start();
        tls.stop();

        assertThat(times).hasValue(0);
    }

    @Test
    void it_is_made_once_for_all_connections() throws Exception {
        tls.start();

        assertThat(tls.newSSLEngine().getSupportedProtocols()).contains("TLSv1.3");
        assertThat(tls.newSSLEngine("apps.example", 443).getPeerHost()).isEqualTo("apps.example");
        assertThat(tls.newSSLEngine(InetSocketAddress.createUnresolved("apps.example", 444))
                        .getPeerPort())
                .isEqualTo(444);
        assertThat(times).hasValue(1);
    }

    @Test
    void a_server_must_have_the_name_that_was_asked_for() throws Exception {
        tls.start();

        assertThat(tls.newSSLEngine("apps.example", 443).getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
    }

    @Test
    void it_is_made_before_the_first_connection_where_it_is_known_to_be_wanted() throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        LaterTls wanted = new LaterTls(trust, () -> {
            made.countDown();
            return SSLContext.getDefault();
        });

        wanted.begin();
        wanted.begin();

        assertThat(made.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(trustWanted.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void a_java_without_tls_is_told_to_who_connects_until_it_has_it() throws Exception {
        LaterTls missing = new LaterTls(trust, () -> {
            if (times.getAndIncrement() == 0) throw new NoSuchAlgorithmException("TLS SSLContext not available");
            return SSLContext.getDefault();
        });
        missing.start();

        assertThatThrownBy(missing::newSSLEngine)
                .hasCauseInstanceOf(SSLException.class)
                .cause()
                .hasMessage("this Java cannot use TLS: TLS SSLContext not available");
        assertThat(missing.newSSLEngine().getSupportedProtocols()).contains("TLSv1.3");
        missing.stop();
    }
}
