package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import org.junit.jupiter.api.Test;
import org.slipway.async.Bell;
import org.slipway.testkit.ManualLoop;

class OutboxTest {
    private final ManualLoop loop = new ManualLoop();
    private final Client client = new Client();
    private final Outbox out = new Outbox(loop, client);

    /** Takes nothing until it is told to. */
    private final class Client implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final Bell ready = loop.bell();
        private boolean gone;

        @Override
        public int write(ByteBuffer from) throws IOException {
            try {
                ready.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (gone) throw new IOException("Broken pipe");
            // One byte at a time.
            taken.write(from.get());
            ready.ring();
            return 1;
        }

        @Override
        public boolean isOpen() {
            return !gone;
        }

        @Override
        public void close() {}
    }

    @Test
    void all_arrives_in_its_order_and_whoever_writes_has_not_waited() throws IOException {
        out.write("one ".getBytes(UTF_8));
        out.write('t');
        out.write("wo".getBytes(UTF_8));
        loop.run();
        assertThat(client.taken.size()).isZero();
        client.ready.ring();
        loop.value(out.end());
        assertThat(client.taken.toString(UTF_8)).isEqualTo("one two");
        assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
    }

    @Test
    void a_client_that_takes_nothing_cannot_fill_the_memory() throws IOException {
        byte[] much = new byte[4 << 20];
        for (int i = 0; i < 2; i++) out.write(much);
        assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
    }

    @Test
    void what_cannot_be_written_any_more_keeps_nobody_waiting() throws IOException {
        out.write("one".getBytes(UTF_8));
        out.write("two".getBytes(UTF_8));
        client.gone = true;
        client.ready.ring();
        loop.value(out.end());
        assertThat(client.taken.size()).isZero();
    }
}
