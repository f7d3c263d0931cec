package org.slipway.api.transport;

/**
 * The first bytes of a resource, from an earlier transfer that did not come to its end.
 *
 * @param length how many bytes of {@link DownloadRequest#file()} count, after {@link DownloadRequest#skip()}; 0 for none.
 *     What the file has beyond them is cut off
 * @param validators of the state that they are part of, for {@code If-Range}; {@link Validators#NONE} if they are from
 *     another server: then whatever comes is put behind them, and only a digest can tell whether it fits
 */
public record Beginning(long length, Validators validators) {
    public static final Beginning NONE = new Beginning(0, Validators.NONE);

    public Beginning {
        if (length < 0) throw new IllegalArgumentException("A negative length: " + length);
    }
}
