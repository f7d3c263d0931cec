package org.slipway.api.transport;

import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.osgi.annotation.versioning.ProviderType;

/** What to fetch, into which file, and how much of it. Immutable. */
@ProviderType
public interface DownloadRequest {

    URI uri();

    /**
     * Created, gone on with from {@link #resume()}, or overwritten by the transport. It is the caller's to delete, whatever
     * the outcome.
     */
    Path file();

    /** The exact size demanded, in bytes, after {@link #skip()}. */
    OptionalLong size();

    /** The most bytes accepted where {@link #size()} is not known. */
    long limit();

    /** So many bytes at the start are not wanted. */
    long skip();

    /** Sent along, so that the server can say that nothing has changed. */
    Validators validators();

    /** What the file has already, to be gone on with if the server can; {@link Beginning#NONE} to begin at the start. */
    Beginning resume();

    TransferListener listener();

    static Builder to(URI uri, Path file) {
        return new Builder(new Values(
                uri,
                file,
                OptionalLong.empty(),
                Long.MAX_VALUE,
                0,
                Validators.NONE,
                Beginning.NONE,
                TransferListener.NONE));
    }

    /** The same request, to be changed. */
    default Builder with() {
        return new Builder(new Values(uri(), file(), size(), limit(), skip(), validators(), resume(), listener()));
    }

    /** Each method gives another builder. */
    final class Builder {
        private final Values values;

        private Builder(Values values) {
            this.values = values;
        }

        /** The exact size demanded, which is then the limit too. */
        public Builder size(long exact) {
            Values v = values;
            return new Builder(new Values(
                    v.uri, v.file, OptionalLong.of(exact), exact, v.skip, v.validators, v.resume, v.listener));
        }

        public Builder limit(long limit) {
            Values v = values;
            return new Builder(new Values(v.uri, v.file, v.size, limit, v.skip, v.validators, v.resume, v.listener));
        }

        public Builder skip(long skip) {
            Values v = values;
            return new Builder(new Values(v.uri, v.file, v.size, v.limit, skip, v.validators, v.resume, v.listener));
        }

        public Builder validators(Validators validators) {
            Values v = values;
            return new Builder(new Values(v.uri, v.file, v.size, v.limit, v.skip, validators, v.resume, v.listener));
        }

        public Builder resume(Beginning beginning) {
            Values v = values;
            return new Builder(new Values(v.uri, v.file, v.size, v.limit, v.skip, v.validators, beginning, v.listener));
        }

        public Builder listener(TransferListener listener) {
            Values v = values;
            return new Builder(new Values(v.uri, v.file, v.size, v.limit, v.skip, v.validators, v.resume, listener));
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
            Beginning resume,
            TransferListener listener)
            implements DownloadRequest {}
}
