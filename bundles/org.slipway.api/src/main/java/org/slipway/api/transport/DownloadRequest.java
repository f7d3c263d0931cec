package org.slipway.api.transport;

import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.osgi.annotation.versioning.ProviderType;

/** What to fetch, into which file, and how much of it. Immutable. */
@ProviderType
public interface DownloadRequest {

    URI uri();

    /** Created or overwritten by the transport. It is the caller's to delete, whatever the outcome. */
    Path file();

    /** The exact size demanded, in bytes, after {@link #skip()}. */
    OptionalLong size();

    /** The most bytes accepted where {@link #size()} is not known. */
    long limit();

    /** So many bytes at the start are not wanted. */
    long skip();

    /** Sent along, so that the server can say that nothing has changed. */
    Validators validators();

    TransferListener listener();

    static Builder to(URI uri, Path file) {
        return new Builder(
                new Values(uri, file, OptionalLong.empty(), Long.MAX_VALUE, 0, Validators.NONE, TransferListener.NONE));
    }

    /** Each method gives another builder. */
    final class Builder {
        private final Values values;

        private Builder(Values values) {
            this.values = values;
        }

        public Builder size(long exact) {
            return new Builder(new Values(
                    values.uri,
                    values.file,
                    OptionalLong.of(exact),
                    exact,
                    values.skip,
                    values.validators,
                    values.listener));
        }

        public Builder limit(long limit) {
            return new Builder(new Values(
                    values.uri, values.file, values.size, limit, values.skip, values.validators, values.listener));
        }

        public Builder skip(long skip) {
            return new Builder(new Values(
                    values.uri, values.file, values.size, values.limit, skip, values.validators, values.listener));
        }

        public Builder validators(Validators validators) {
            return new Builder(new Values(
                    values.uri, values.file, values.size, values.limit, values.skip, validators, values.listener));
        }

        public Builder listener(TransferListener listener) {
            return new Builder(new Values(
                    values.uri, values.file, values.size, values.limit, values.skip, values.validators, listener));
        }

        public DownloadRequest build() {
            return values;
        }
    }

    /** The only implementation; its components may grow, as nobody else can name it. */
    record Values(
            URI uri,
            Path file,
            OptionalLong size,
            long limit,
            long skip,
            Validators validators,
            TransferListener listener)
            implements DownloadRequest {}
}
