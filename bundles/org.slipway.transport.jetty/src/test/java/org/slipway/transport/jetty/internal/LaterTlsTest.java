package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;

class LaterTlsTest {
    private final AtomicInteger times = new AtomicInteger();
    private final LaterTls tls = new LaterTls(() -> {
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
        LaterTls wanted = new LaterTls(() -> {
            made.countDown();
            return SSLContext.getDefault();
        });

        wanted.begin();

        made.await();
    }

    @Test
    void a_java_without_tls_is_told_to_who_connects() throws Exception {
        LaterTls missing = new LaterTls(() -> {
            throw new NoSuchAlgorithmException("TLS SSLContext not available");
        });
        missing.start();

        assertThatThrownBy(missing::newSSLEngine)
                .hasMessageContaining("cannot use TLS")
                .hasMessageContaining("TLS SSLContext not available");
        missing.stop();
    }
}
